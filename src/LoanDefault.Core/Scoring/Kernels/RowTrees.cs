using System.Runtime.CompilerServices;

namespace LoanDefault.Core.Scoring.Kernels;

/// <summary>
/// A model's trees for one row at a time: no branch depends on the row, so that the processor has many trees under way at
/// once. Fewer rows than about a sixth of a vector are sent this way.
/// </summary>
internal sealed unsafe class RowTrees : IDisposable
{
    private readonly CompleteTrees _source;
    private readonly AlignedMemory _memory;
    private readonly RowTree[] _trees;
    private readonly int _deepShift;

    /// <summary>Lays out the trees.</summary>
    /// <param name="source">The trees; they must live as long.</param>
    /// <param name="rows">The rows of one of their planes, a power of two.</param>
    public RowTrees(CompleteTrees source, int rows)
    {
        _source = source;
        // Below the complete levels a node holds plane x rows x 256 + limit.
        _deepShift = 8 + int.Log2(rows);
        _trees = new RowTree[source.Trees.Length];
        long bytes = 0;
        foreach (ref readonly CompleteTree tree in source.Trees)
            bytes += BytesOf(tree);
        _memory = new AlignedMemory(bytes);
        byte* next = _memory.Start;
        for (int i = 0; i < _trees.Length; i++)
        {
            _trees[i] = Fill(source.Trees[i], rows, next);
            next += BytesOf(source.Trees[i]);
        }
    }

    /// <summary>Adds all trees to the sums of one row.</summary>
    /// <param name="codes">The row's code in each plane.</param>
    /// <param name="sums">The row's first sum.</param>
    public void Add(byte* codes, float* sums)
    {
        ReadOnlySpan<CompleteTree> sources = _source.Trees;
        RowTree[] trees = _trees;
        for (int i = 0; i < trees.Length; i++)
        {
            ref readonly RowTree tree = ref trees[i];
            ref readonly CompleteTree source = ref sources[i];
            nuint at = Step(tree.Nodes, codes, Step(tree.Nodes, codes, Step(tree.Nodes, codes, Step(tree.Nodes, codes, 1))));
            if (tree.Levels > 4)
                at = Step(tree.Nodes, codes, at);
            if (tree.Levels > 5)
                at = Step(tree.Nodes, codes, at);
            nuint leaf = at - ((nuint)1 << tree.Levels);
            if (tree.Exits is not null)
            {
                AddDeep(source, codes, tree.Exits[leaf], sums);
                continue;
            }

            float* weight = tree.Leaves + leaf;
            for (int vote = 0; vote < source.Votes; vote++, weight += 1 << tree.Levels)
                sums[source.Sums[vote]] += *weight;
        }
    }

    public void Dispose() => _memory.Dispose();

    // Without a branch: limit - code has its highest bit set where the code is above.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint Step(uint* nodes, byte* codes, nuint at)
    {
        uint node = nodes[at];
        return at + at + ((byte)node - (uint)codes[node >> 8] >> 31);
    }

    private void AddDeep(in CompleteTree tree, byte* codes, int at, float* sums)
    {
        int before;
        do
        {
            before = at;
            DeepNode node = tree.Nodes[at];
            at = node.Low + (int)((byte)node.Question - (uint)codes[node.Question >> _deepShift] >> 31);
        }
        while (at != before);

        float* weight = tree.Weights + at;
        for (int vote = 0; vote < tree.Votes; vote++, weight += tree.NodeCount)
            sums[tree.Sums[vote]] += *weight;
    }

    private static long BytesOf(in CompleteTree tree) => (1L + (tree.LevelsBelow > 0 ? 1 : tree.Votes)) * (sizeof(uint) << tree.Levels);

    private static RowTree Fill(in CompleteTree source, int rows, byte* place)
    {
        int ways = 1 << source.Levels;
        var tree = new RowTree { Levels = source.Levels, Nodes = (uint*)place };
        for (int level = 0; level < source.Levels; level++)
        {
            for (int i = 0; i < 1 << level; i++)
            {
                int way = WayOf(i, level);
                uint plane = (uint)(source.Planes[(1 << level) - 1 + way] / rows);
                tree.Nodes[(1 << level) + i] = plane << 8 | source.Limits[CompleteTree.LimitPosition(level, way)];
            }
        }

        if (source.LevelsBelow > 0)
        {
            tree.Exits = (int*)(tree.Nodes + ways);
            for (int i = 0; i < ways; i++)
                tree.Exits[i] = source.Exits[WayOf(i, source.Levels)];
            return tree;
        }

        tree.Leaves = (float*)(tree.Nodes + ways);
        for (int vote = 0; vote < source.Votes; vote++)
        {
            for (int i = 0; i < ways; i++)
                tree.Leaves[vote * ways + i] = source.Leaf(vote, WayOf(i, source.Levels));
        }

        return tree;
    }

    // In level order the first answer is the highest bit, in a way the lowest.
    private static int WayOf(int position, int level)
    {
        int way = 0;
        for (int bit = 0; bit < level; bit++)
            way |= (position >> bit & 1) << level - 1 - bit;
        return way;
    }
}
