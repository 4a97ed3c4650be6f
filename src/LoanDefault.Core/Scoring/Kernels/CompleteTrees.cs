using LoanDefault.Core.Scoring.Trees;

namespace LoanDefault.Core.Scoring.Kernels;

/// <summary>The trees of a model, padded to complete ones of 4, 5 or 6 levels, in the order of the sums.</summary>
internal sealed unsafe class CompleteTrees : IDisposable
{
    /// <summary>The deepest tree that is padded: it has 64 leaves, as many as one byte permute picks from.</summary>
    public const int MostLevels = 6;

    private const int FewestLevels = 4;

    private readonly AlignedMemory _memory;
    private readonly CompleteTree[] _trees;

    /// <summary>Lays out the trees.</summary>
    /// <param name="ensemble">A model of trees of at most six levels.</param>
    /// <param name="plan">Its codes.</param>
    /// <param name="rows">The rows of a plane and of a sum.</param>
    public CompleteTrees(TreeEnsemble ensemble, CodePlan plan, int rows)
    {
        int[][] targets = [.. ensemble.Trees.Select(TargetsOf)];
        int[] levels = [.. ensemble.Trees.Select(t => Math.Max(t.Depth, FewestLevels))];
        _memory = new AlignedMemory(levels.Zip(targets).Sum(t => BytesOf(t.First, t.Second.Length)));
        _trees = new CompleteTree[levels.Length];
        byte* next = _memory.Start;
        for (int i = 0; i < levels.Length; i++)
        {
            _trees[i] = Place(levels[i], targets[i].Length, next);
            new Filling(ensemble.Trees[i], targets[i], plan, rows, _trees[i]).Fill();
            next += BytesOf(levels[i], targets[i].Length);
        }
    }

    /// <summary>The trees; valid until disposal.</summary>
    public ReadOnlySpan<CompleteTree> Trees => _trees;

    public void Dispose() => _memory.Dispose();

    private static int[] TargetsOf(Tree tree) => [.. tree.Nodes.Where(n => n.IsLeaf).SelectMany(n => n.Votes!).Select(v => v.Target).Distinct().Order()];

    // Limits, planes, leaves, then where the sums are; every part begins at a multiple of 64 bytes.
    private static CompleteTree Place(int levels, int votes, byte* start) => new()
    {
        Levels = levels,
        Votes = votes,
        Limits = start,
        Planes = (int*)(start + 64),
        Leaves = start + 64 + (sizeof(int) << levels),
        Sums = (int*)(start + 64 + (sizeof(int) << levels) * (1 + votes)),
    };

    private static long BytesOf(int levels, int votes) =>
        64 + (long)(sizeof(int) << levels) * (1 + votes) + (votes * sizeof(int) + 63) / 64 * 64;

    private readonly struct Filling(Tree source, int[] targets, CodePlan plan, int rows, CompleteTree target)
    {
        public void Fill()
        {
            for (int i = 0; i < targets.Length; i++)
                target.Sums[i] = targets[i] * rows;
            Fill(node: 0, level: 0, way: 0);
        }

        // Fills a place of the complete tree and all below it. The node is the source's there, or the leaf above it; bit i of
        // the way is the answer at level i.
        private void Fill(int node, int level, int way)
        {
            TreeNode at = source.Nodes[node];
            if (level == target.Levels)
            {
                foreach (Vote vote in at.Votes!)
                    WriteLeaf(Array.IndexOf(targets, vote.Target), way, (float)vote.Weight);
                return;
            }

            // Below a leaf nothing is asked: no code is above 255, so that all rows go low.
            CodeCut cut = at.IsLeaf ? new CodeCut(0, byte.MaxValue, LowIsTrue: true) : plan.CutOf(at);
            target.Limits[LimitPosition(level, way)] = cut.Limit;
            target.Planes[(1 << level) - 1 + way] = cut.Plane * rows;
            (int low, int high) = at.IsLeaf ? (node, node) : cut.LowIsTrue ? (at.TrueChild, at.FalseChild) : (at.FalseChild, at.TrueChild);
            Fill(low, level + 1, way);
            Fill(high, level + 1, way | 1 << level);
        }

        private void WriteLeaf(int vote, int way, float weight)
        {
            uint bits = BitConverter.SingleToUInt32Bits(weight);
            byte* tables = target.Leaves + vote * (sizeof(float) << target.Levels);
            for (int part = 0; part < sizeof(float); part++)
                tables[(part << target.Levels) + way] = (byte)(bits >> 8 * part);
        }

        // The answers, then a zero, then ones up to bit 5.
        private static int LimitPosition(int level, int way) => way | 63 & ~((2 << level) - 1);
    }
}
