using LoanDefault.Arrow;
using LoanDefault.Arrow.Types;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Features;
using LoanDefault.Core.Numerics;
using LoanDefault.Core.Scoring;

namespace LoanDefault.Benchmarks.Functions;

/// <summary>Scores record batches: an id, then the features as doubles. Used by one thread.</summary>
internal sealed class RowScorer(IScorer model) : IDisposable
{
    private static readonly Schema Output = new(
    [
        new Field("application_id", StringType.Default, nullable: true),
        new Field("probability_of_default", DoubleType.Default, nullable: true),
    ]);

    private readonly IScorerSession _session = model.CreateSession();
    private readonly FeatureMatrix _features = new(model.FeatureCount);
    private double[] _scores = [];

    /// <summary>Scores a batch.</summary>
    /// <returns>Ids and probabilities of default; valid until the next call.</returns>
    public RecordBatch Score(RecordBatch batch)
    {
        if (_scores.Length < batch.Length)
            _scores = new double[batch.Length];
        for (int start = 0; start < batch.Length; start += ApplicationBatch.Capacity)
        {
            int count = Math.Min(ApplicationBatch.Capacity, batch.Length - start);
            _features.Reset(count);
            for (int feature = 0; feature < _features.FeatureCount; feature++)
                Copy((DoubleArray)batch.Column(1 + feature), start, _features.Column(feature));
            Span<double> scores = _scores.AsSpan(start, count);
            _session.Score(_features, scores);
            DeterministicMath.Logistic(scores, scores);
        }
        return new RecordBatch(Output, [batch.Column(0), new DoubleArray(ArrowBuffer.Of(_scores, 0, batch.Length), batch.Length)], batch.Length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        _features.Dispose();
    }

    private static void Copy(DoubleArray column, int start, Span<float> feature)
    {
        ReadOnlySpan<double> values = column.Values.Slice(start, feature.Length);
        for (int row = 0; row < feature.Length; row++)
            feature[row] = (float)values[row];
        if (column.NullCount == 0)
            return;
        for (int row = 0; row < feature.Length; row++)
        {
            if (!column.IsValid(start + row))
                feature[row] = float.NaN;
        }
    }
}
