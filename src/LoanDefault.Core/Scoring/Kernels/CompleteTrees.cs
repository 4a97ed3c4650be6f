using LoanDefault.Core.Scoring.Trees;

namespace LoanDefault.Core.Scoring.Kernels;

/// <summary>
/// The trees of a model in the order of the sums: the first levels padded to 4, 5 or 6 complete ones, what is below the
/// sixth as it is.
/// </summary>
internal sealed unsafe class CompleteTrees : IDisposable
{
    /// <summary>The most complete levels: they have 64 leaves, as many as one byte permute picks from.</summary>
    public const int MostLevels = 6;

    private const int FewestLevels = 4;
    private const int Alignment = 64;

    private readonly AlignedMemory _memory;
    private readonly CompleteTree[] _trees;

    /// <summary>Lays out the trees.</summary>
    /// <param name="ensemble">The model.</param>
    /// <param name="plan">Its codes.</param>
    /// <param name="rows">The rows of a plane and of a sum.</param>
    public CompleteTrees(TreeEnsemble ensemble, CodePlan plan, int rows)
    {
        DeepNodes[] below = [.. ensemble.Trees.Select(tree => new DeepNodes(tree, plan, rows))];
        int[][] targets = [.. ensemble.Trees.Select(TargetsOf)];
        _trees = new CompleteTree[below.Length];
        // Twice the same walk: without memory it gives the size.
        byte* end = null;
        for (int i = 0; i < below.Length; i++)
            Place(ensemble.Trees[i], below[i], targets[i].Length, ref end);
        _memory = new AlignedMemory((long)end);
        byte* next = _memory.Start;
        for (int i = 0; i < below.Length; i++)
        {
            _trees[i] = Place(ensemble.Trees[i], below[i], targets[i].Length, ref next);
            new TreeFilling(ensemble.Trees[i], below[i], targets[i], plan, rows, _trees[i]).Fill();
        }
    }

    /// <summary>The trees; valid until disposal.</summary>
    public ReadOnlySpan<CompleteTree> Trees => _trees;

    public void Dispose() => _memory.Dispose();

    /// <summary>The sums that a tree votes for, in order.</summary>
    public static int[] TargetsOf(Tree tree) => [.. tree.Nodes.Where(n => n.IsLeaf).SelectMany(n => n.Votes!).Select(v => v.Target).Distinct().Order()];

    private static CompleteTree Place(Tree tree, DeepNodes below, int votes, ref byte* next)
    {
        int levels = Math.Clamp(tree.Depth, FewestLevels, MostLevels);
        int ways = 1 << levels;
        var placed = new CompleteTree
        {
            Levels = levels,
            Votes = votes,
            LevelsBelow = Math.Max(0, tree.Depth - MostLevels),
            NodeCount = below.Count,
            Limits = Take(Alignment, ref next),
            Planes = (int*)Take(ways * sizeof(int), ref next),
            Sums = (int*)Take(votes * sizeof(int), ref next),
        };
        if (placed.LevelsBelow == 0)
        {
            placed.Leaves = Take(votes * ways * sizeof(float), ref next);
            return placed;
        }

        placed.Exits = (int*)Take(ways * sizeof(int), ref next);
        placed.Nodes = (DeepNode*)Take((long)below.Count * sizeof(DeepNode), ref next);
        placed.Weights = (float*)Take((long)votes * below.Count * sizeof(float), ref next);
        return placed;
    }

    private static byte* Take(long bytes, ref byte* next)
    {
        byte* taken = next;
        next += (bytes + Alignment - 1) / Alignment * Alignment;
        return taken;
    }
}
