using LoanDefault.Core.Features;
using LoanDefault.Core.Scoring;
using LoanDefault.Core.Scoring.Kernels;
using LoanDefault.Core.Scoring.Trees;

namespace LoanDefault.Tests.Core.Scoring.Trees.Support;

/// <summary>All that a kernel's sums become: every column's score and the label, and the margins as a scorer gives them.</summary>
internal sealed unsafe class KernelScores : IDisposable
{
    private readonly TreeEnsemble _ensemble;
    private readonly ScoreFinish _finish;
    private readonly ITreeKernel _kernel;
    private readonly AlignedMemory _scratch;
    private readonly AlignedMemory _sums;
    private readonly KernelScorer _scorer;

    public KernelScores(TreeEnsemble ensemble, HardwarePath path)
    {
        _ensemble = ensemble;
        _finish = new ScoreFinish(ensemble);
        _kernel = HardwarePaths.CompleteTrees(path, ensemble);
        _scratch = new AlignedMemory(_kernel.ScratchBytes);
        _sums = new AlignedMemory((long)_finish.Columns * _kernel.Chunk * sizeof(float));
        _scorer = new KernelScorer(ensemble, path);
    }

    public static FeatureMatrix Matrix(double[][] rows)
    {
        var matrix = new FeatureMatrix(rows[0].Length);
        matrix.Reset(rows.Length);
        for (int row = 0; row < rows.Length; row++)
        {
            for (int feature = 0; feature < rows[row].Length; feature++)
                matrix.Column(feature)[row] = (float)rows[row][feature];
        }

        return matrix;
    }

    /// <summary>The scores, row by row, and each row's label as text (empty where there are none).</summary>
    public (float[][] Scores, string[] Labels) Run(FeatureMatrix features)
    {
        var scores = new float[features.Count][];
        var labels = new string[features.Count];
        for (int first = 0; first < features.Count; first += _kernel.Chunk)
        {
            int rows = Math.Min(_kernel.Chunk, features.Count - first);
            _kernel.Sum(features, first, rows, _scratch.Start, (float*)_sums.Start);
            for (int row = 0; row < rows; row++)
                labels[first + row] = Label(_finish.Finish(Sums(row), scores[first + row] = new float[_finish.Columns], new float[_finish.Columns]));
        }

        return (scores, labels);
    }

    public double[] Margins(FeatureMatrix features)
    {
        using IScorerSession session = _scorer.CreateSession();
        var margins = new double[features.Count];
        session.Score(features, margins);
        return margins;
    }

    public void Dispose()
    {
        _scorer.Dispose();
        _kernel.Dispose();
        _scratch.Dispose();
        _sums.Dispose();
    }

    private Span<float> Sums(int row)
    {
        var sums = new float[_finish.Columns];
        for (int target = 0; target < sums.Length; target++)
            sums[target] = ((float*)_sums.Start)[target * _kernel.Chunk + row];
        return sums;
    }

    private string Label(int position) => _ensemble.TextLabels.Count > 0 ? _ensemble.TextLabels[position]
        : _ensemble.NumberLabels.Count > 0 ? $"{_finish.NumberLabel(position)}"
        : "";
}
