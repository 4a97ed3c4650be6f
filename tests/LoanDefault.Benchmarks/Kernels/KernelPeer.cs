using LoanDefault.Core.Features;
using LoanDefault.Core.Scoring;
using LoanDefault.Modeling;

namespace LoanDefault.Benchmarks.Kernels;

/// <summary>One of this program's scorers, fed with columns as the scoring run feeds it; quantisation counts.</summary>
internal sealed class KernelPeer : IPeer
{
    // As many batches as divide evenly between two threads.
    private const int RowsABatch = 1000;

    private readonly IScorer _scorer;
    private readonly FloatMatrix _rows;
    private readonly FeatureMatrix[] _batches;
    private readonly IScorerSession[] _sessions;
    private readonly FeatureMatrix _single;
    private readonly double[][] _margins;

    /// <summary>Lays the rows out.</summary>
    /// <param name="scorer">The scorer; disposed with this.</param>
    /// <param name="rows">The rows, a multiple of 1,000.</param>
    /// <param name="threads">How many threads score.</param>
    public KernelPeer(IScorer scorer, FloatMatrix rows, int threads)
    {
        _scorer = scorer;
        _rows = rows;
        _batches = [.. Enumerable.Range(0, rows.RowCount / RowsABatch).Select(i => Batch(i * RowsABatch, RowsABatch))];
        _sessions = [.. Enumerable.Range(0, threads).Select(_ => scorer.CreateSession())];
        _margins = [.. _sessions.Select(_ => new double[RowsABatch])];
        _single = Batch(0, 1);
    }

    /// <inheritdoc/>
    public void ScoreAll(float[] margins)
    {
        if (_sessions.Length == 1)
            ScoreShare(0, margins);
        else
            Parallel.For(0, _sessions.Length, new ParallelOptions { MaxDegreeOfParallelism = _sessions.Length }, thread => ScoreShare(thread, margins));
    }

    /// <inheritdoc/>
    public float ScoreOne(int row)
    {
        ReadOnlySpan<float> values = _rows.Row(row);
        for (int feature = 0; feature < values.Length; feature++)
            _single.Column(feature)[0] = values[feature];
        _sessions[0].Score(_single, _margins[0]);
        return (float)_margins[0][0];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (IDisposable part in (IDisposable[])[.. _sessions, .. _batches, _single, _scorer])
            part.Dispose();
    }

    private void ScoreShare(int thread, float[] margins)
    {
        double[] own = _margins[thread];
        for (int batch = thread; batch < _batches.Length; batch += _sessions.Length)
        {
            _sessions[thread].Score(_batches[batch], own);
            for (int row = 0; row < RowsABatch; row++)
                margins[batch * RowsABatch + row] = (float)own[row];
        }
    }

    private FeatureMatrix Batch(int first, int count)
    {
        var matrix = new FeatureMatrix(_rows.ColumnCount);
        matrix.Reset(count);
        for (int feature = 0; feature < _rows.ColumnCount; feature++)
        {
            for (int row = 0; row < count; row++)
                matrix.Column(feature)[row] = _rows.Row(first + row)[feature];
        }

        return matrix;
    }
}
