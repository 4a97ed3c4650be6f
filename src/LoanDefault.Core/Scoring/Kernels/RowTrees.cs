using System.Runtime.CompilerServices;

namespace LoanDefault.Core.Scoring.Kernels;

/// <summary>
/// A model's trees for one row at a time: no branch depends on the row, so that the processor has many trees under way at
/// once. How few go this way the lanes say.
/// </summary>
internal sealed unsafe class RowTrees : IDisposable
{
    // Up to so many levels below the complete ones all are walked, as a row's end is no surprise to the processor then.
    private const int MostLevelsUnasked = 6;

    private readonly CompleteTrees _source;
    private readonly AlignedMemory _memory;
    private readonly RowTree[] _trees;
    private readonly int _levels;
    private readonly int _deepShift;
    private readonly bool _isPlain;

    /// <summary>Lays out the trees.</summary>
    /// <param name="source">The trees; they must live as long.</param>
    /// <param name="rows">The rows of one of their planes, a power of two.</param>
    public RowTrees(CompleteTrees source, int rows)
    {
        _source = source;
        // Below the complete levels a node holds plane x rows x 256 + limit.
        _deepShift = 8 + int.Log2(rows);
        _trees = new RowTree[source.Trees.Length];
        _isPlain = true;
        long bytes = 0;
        foreach (ref readonly CompleteTree tree in source.Trees)
        {
            _levels = Math.Max(_levels, tree.Levels);
            _isPlain &= tree.LevelsBelow == 0 && tree.Votes == 1 && tree.Sums[0] == 0;
        }

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
        if (_isPlain)
            *sums = SumPlain(codes, *sums);
        else
            AddAny(codes, sums);
    }

    // One sum, every leaf in the complete levels: nothing but nodes and leaves is read, one tree behind the other.
    private float SumPlain(byte* codes, float sum)
    {
        int levels = _levels;
        nuint leaves = (nuint)1 << levels;
        uint* nodes = (uint*)_memory.Start;
        // The leaves follow the nodes, so that the last step ends at a leaf's place already.
        for (int i = 0; i < _trees.Length; i++, nodes += 2 * leaves)
            sum += ((float*)nodes)[Descend(nodes, codes, levels)];
        return sum;
    }

    private void AddAny(byte* codes, float* sums)
    {
        ReadOnlySpan<CompleteTree> sources = _source.Trees;
        for (int i = 0; i < _trees.Length; i++)
        {
            ref readonly RowTree tree = ref _trees[i];
            ref readonly CompleteTree source = ref sources[i];
            nuint leaf = Descend(tree.Nodes, codes, _levels) - ((nuint)1 << _levels);
            if (tree.Exits is not null)
            {
                AddDeep(source, codes, tree.Exits[leaf], sums);
                continue;
            }

            float* weight = tree.Leaves + leaf;
            for (int vote = 0; vote < source.Votes; vote++, weight += 1 << _levels)
                sums[source.Sums[vote]] += *weight;
        }
    }

    public void Dispose() => _memory.Dispose();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint Descend(uint* nodes, byte* codes, int levels)
    {
        nuint at = Step(nodes, codes, Step(nodes, codes, Step(nodes, codes, Step(nodes, codes, 1))));
        if (levels > 4)
            at = Step(nodes, codes, at);
        return levels > 5 ? Step(nodes, codes, at) : at;
    }

    // Without a branch: limit - code has its highest bit set where the code is above.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint Step(uint* nodes, byte* codes, nuint at)
    {
        uint node = nodes[at];
        return at + at + ((byte)node - (uint)codes[node >> 8] >> 31);
    }

    private void AddDeep(in CompleteTree tree, byte* codes, int at, float* sums)
    {
        if (tree.LevelsBelow <= MostLevelsUnasked)
        {
            for (int level = 0; level < tree.LevelsBelow; level++)
                at = StepDeep(tree.Nodes[at], codes);
        }
        else
        {
            int before;
            do
            {
                before = at;
                at = StepDeep(tree.Nodes[at], codes);
            }
            while (at != before);
        }

        float* weight = tree.Weights + at;
        for (int vote = 0; vote < tree.Votes; vote++, weight += tree.NodeCount)
            sums[tree.Sums[vote]] += *weight;
    }

    private int StepDeep(DeepNode node, byte* codes) =>
        node.Low + (int)((byte)node.Question - (uint)codes[node.Question >> _deepShift] >> 31);

    private long BytesOf(in CompleteTree tree) => (1L + (tree.LevelsBelow > 0 ? 1 : tree.Votes)) * (sizeof(uint) << _levels);

    // A tree of fewer levels than others is padded: below its leaves all rows go low, as no code is above 255.
    private RowTree Fill(in CompleteTree source, int rows, byte* place)
    {
        int ways = 1 << _levels, padded = _levels - source.Levels;
        var tree = new RowTree { Nodes = (uint*)place };
        new Span<uint>(tree.Nodes, ways).Fill(byte.MaxValue);
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
                tree.Leaves[vote * ways + i] = source.Leaf(vote, WayOf(i >> padded, source.Levels));
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
