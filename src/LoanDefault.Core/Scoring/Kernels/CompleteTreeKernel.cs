using LoanDefault.Core.Features;
using LoanDefault.Core.Scoring.Trees;

namespace LoanDefault.Core.Scoring.Kernels;

/// <summary>Sums trees: first a chunk's codes, then tree after tree, deep ones by masks where a chunk has rows enough.</summary>
internal sealed unsafe class CompleteTreeKernel<TLanes, TBytes> : ITreeKernel
    where TLanes : IByteLanes<TBytes>
    where TBytes : unmanaged
{
    // So few rows that their codes lie in the nearest cache while all trees pass, so many that a tree is not fetched in vain.
    private const int RowsOfChunk = 256;

    // The masks of a chunk cost the same for few rows as for many.
    private const int FewestRowsForMasks = 192;

    private readonly Quantiser<TLanes, TBytes> _quantiser;
    private readonly CompleteTrees _trees;
    private readonly Lazy<RowTrees> _rowTrees;
    private readonly MaskTrees? _masks;
    private readonly int _planes;
    private readonly int _targets;

    /// <summary>Prepares a model.</summary>
    /// <param name="ensemble">Trees of at most six levels, float, summed.</param>
    public CompleteTreeKernel(TreeEnsemble ensemble)
    {
        var plan = new CodePlan(ensemble);
        // Trees without any question read plane 0 too.
        _planes = Math.Max(1, plan.Planes.Count);
        _targets = ensemble.TargetCount;
        _masks = MaskTrees.Of(ensemble, plan);
        Chunk = _masks is null ? RowsOfChunk : MaskTrees.Rows;
        _quantiser = new Quantiser<TLanes, TBytes>(ensemble, plan, Chunk);
        _trees = new CompleteTrees(ensemble, plan, Chunk);
        // Whoever never scores few rows at a time need not pay for it.
        _rowTrees = new Lazy<RowTrees>(() => new RowTrees(_trees, Chunk));
    }

    /// <inheritdoc />
    public int Chunk { get; }

    /// <inheritdoc />
    public long ScratchBytes => Chunk * (sizeof(int) + (long)_planes) + (_masks?.ScratchBytes ?? 0);

    /// <inheritdoc />
    public void Sum(FeatureMatrix features, int first, int rows, byte* scratch, float* sums)
    {
        byte* codes = scratch + Chunk * sizeof(int);
        new Span<float>(sums, _targets * Chunk).Clear();
        int walked = rows % TLanes.Rows;
        int inVectors = walked <= TLanes.MostRowsWalked ? rows - walked : (rows + TLanes.Rows - 1) / TLanes.Rows * TLanes.Rows;
        if (inVectors > 0)
        {
            _quantiser.Encode(features, first, inVectors, (int*)scratch, codes);
            if (_masks is not null && inVectors >= FewestRowsForMasks)
                SumByMasks(_masks, inVectors, codes, codes + (long)Chunk * _planes, sums);
            else
                SumVectors(_trees.Trees, inVectors, codes, sums);
        }

        if (inVectors < rows)
            SumRows(features, first, inVectors, rows, codes, sums);
    }

    private static void SumVectors(ReadOnlySpan<CompleteTree> trees, int rows, byte* codes, float* sums)
    {
        foreach (ref readonly CompleteTree tree in trees)
        {
            for (int row = 0; row < rows; row += TLanes.Rows)
                TreeBlock<TLanes, TBytes>.Add(tree, codes + row, sums + row);
        }
    }

    private void SumByMasks(MaskTrees masks, int rows, byte* codes, byte* scratch, float* sums)
    {
        masks.Begin<TLanes, TBytes>(scratch, codes);
        for (int tree = 0; tree < _trees.Trees.Length; tree++)
        {
            if (masks.Has(tree))
                masks.Add<TLanes, TBytes>(tree, rows, scratch, codes, sums);
            else
                SumVectors(_trees.Trees.Slice(tree, 1), rows, codes, sums);
        }
    }

    private void SumRows(FeatureMatrix features, int first, int begin, int end, byte* codes, float* sums)
    {
        RowTrees trees = _rowTrees.Value;
        for (int row = begin; row < end; row++)
        {
            _quantiser.EncodeRow(features, first + row, codes);
            trees.Add(codes, sums + row);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (_rowTrees.IsValueCreated)
            _rowTrees.Value.Dispose();
        _quantiser.Dispose();
        _trees.Dispose();
        _masks?.Dispose();
    }
}
