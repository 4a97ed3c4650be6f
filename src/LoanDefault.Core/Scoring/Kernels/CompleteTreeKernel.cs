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
    }

    /// <inheritdoc />
    public int Chunk => RowsOfChunk;

    /// <inheritdoc />
    public long ScratchBytes => RowsOfChunk * (sizeof(int) + (long)_planes);

    /// <inheritdoc />
    public void Sum(FeatureMatrix features, int first, int rows, byte* scratch, float* sums)
    {
        int* ends = (int*)scratch;
        byte* codes = scratch + RowsOfChunk * sizeof(int);
        rows = (rows + TLanes.Rows - 1) / TLanes.Rows * TLanes.Rows;
        _quantiser.Encode(features, first, rows, ends, codes);
        new Span<float>(sums, _targets * RowsOfChunk).Clear();
        foreach (ref readonly CompleteTree tree in _trees.Trees)
        {
            for (int row = 0; row < rows; row += TLanes.Rows)
                TreeBlock<TLanes, TBytes>.Add(tree, codes + row, sums + row);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _quantiser.Dispose();
        _trees.Dispose();
    }
}
