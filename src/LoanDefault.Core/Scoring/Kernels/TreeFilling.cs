using LoanDefault.Core.Scoring.Trees;

namespace LoanDefault.Core.Scoring.Kernels;

/// <summary>Writes one tree into its place.</summary>
/// <param name="source">The tree.</param>
/// <param name="below">Its nodes below the complete levels.</param>
/// <param name="targets">The sums that it votes for, in order.</param>
/// <param name="plan">The model's codes.</param>
/// <param name="rows">The rows of a plane and of a sum.</param>
/// <param name="target">The place.</param>
internal readonly unsafe struct TreeFilling(Tree source, DeepNodes below, int[] targets, CodePlan plan, int rows, CompleteTree target)
{
    public void Fill()
    {
        for (int i = 0; i < targets.Length; i++)
            target.Sums[i] = targets[i] * rows;
        Fill(node: 0, level: 0, way: 0);
        if (target.LevelsBelow == 0)
            return;
        below.CopyTo(new Span<DeepNode>(target.Nodes, target.NodeCount));
        for (int node = 0; node < target.NodeCount; node++)
        {
            foreach (Vote vote in source.Nodes[below.SourceOf(node)].Votes ?? [])
                target.Weights[(long)Array.IndexOf(targets, vote.Target) * target.NodeCount + node] = (float)vote.Weight;
        }
    }

    // Fills a place of the complete levels and all below it. The node is the source's there, or the leaf above it; bit i of
    // the way is the answer at level i.
    private void Fill(int node, int level, int way)
    {
        TreeNode at = source.Nodes[node];
        if (level == target.Levels)
        {
            FillExit(node, way);
            return;
        }

        // Below a leaf nothing is asked: no code is above 255, so that all rows go low.
        CodeCut cut = at.IsLeaf ? new CodeCut(0, byte.MaxValue, LowIsTrue: true) : plan.CutOf(at);
        target.Limits[CompleteTree.LimitPosition(level, way)] = cut.Limit;
        target.Planes[(1 << level) - 1 + way] = cut.Plane * rows;
        (int low, int high) = at.IsLeaf ? (node, node) : cut.LowIsTrue ? (at.TrueChild, at.FalseChild) : (at.FalseChild, at.TrueChild);
        Fill(low, level + 1, way);
        Fill(high, level + 1, way | 1 << level);
    }

    private void FillExit(int node, int way)
    {
        if (target.LevelsBelow > 0)
        {
            target.Exits[way] = below.PositionOf(node);
            return;
        }

        foreach (Vote vote in source.Nodes[node].Votes!)
        {
            uint bits = BitConverter.SingleToUInt32Bits((float)vote.Weight);
            byte* tables = target.Leaves + Array.IndexOf(targets, vote.Target) * (sizeof(float) << target.Levels);
            for (int part = 0; part < sizeof(float); part++)
                tables[(part << target.Levels) + way] = (byte)(bits >> 8 * part);
        }
    }
}
