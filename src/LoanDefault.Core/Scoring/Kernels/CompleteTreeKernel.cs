using LoanDefault.Core.Features;
using LoanDefault.Core.Scoring.Trees;

namespace LoanDefault.Core.Scoring.Kernels;

/// <summary>Sums trees of at most six levels: first a chunk's codes, then tree after tree.</summary>
internal sealed unsafe class CompleteTreeKernel<TLanes, TBytes> : ITreeKernel
    where TLanes : IByteLanes<TBytes>
    where TBytes : unmanaged
{
    // So few rows that their codes lie in the nearest cache while all trees pass, so many that a tree is not fetched in vain.
    private const int RowsOfChunk = 256;

    private readonly Quantiser<TLanes, TBytes> _quantiser;
    private readonly CompleteTrees _trees;
    private readonly Lazy<RowTrees> _rowTrees;
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
        _quantiser = new Quantiser<TLanes, TBytes>(ensemble, plan, RowsOfChunk);
        _trees = new CompleteTrees(ensemble, plan, RowsOfChunk);
        // Whoever never scores few rows at a time need not pay for it.
        _rowTrees = new Lazy<RowTrees>(() => new RowTrees(_trees, RowsOfChunk));
    }

    /// <inheritdoc />
    public int Chunk => RowsOfChunk;

    /// <inheritdoc />
    public long ScratchBytes => RowsOfChunk * (sizeof(int) + (long)_planes);

    /// <inheritdoc />
    public void Sum(FeatureMatrix features, int first, int rows, byte* scratch, float* sums)
    {
        byte* codes = scratch + RowsOfChunk * sizeof(int);
        new Span<float>(sums, _targets * RowsOfChunk).Clear();
        int walked = rows % TLanes.Rows;
        int inVectors = walked <= TLanes.MostRowsWalked ? rows - walked : (rows + TLanes.Rows - 1) / TLanes.Rows * TLanes.Rows;
        if (inVectors > 0)
            SumVectors(features, first, inVectors, (int*)scratch, codes, sums);
        if (inVectors < rows)
            SumRows(features, first, inVectors, rows, codes, sums);
    }

    private void SumVectors(FeatureMatrix features, int first, int rows, int* ends, byte* codes, float* sums)
    {
        _quantiser.Encode(features, first, rows, ends, codes);
        foreach (ref readonly CompleteTree tree in _trees.Trees)
        {
            for (int row = 0; row < rows; row += TLanes.Rows)
                TreeBlock<TLanes, TBytes>.Add(tree, codes + row, sums + row);
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
    }
}
