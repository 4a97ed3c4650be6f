using LoanDefault.Core.Applications;

namespace LoanDefault.Core.Features;

/// <summary>Computes a feature set over batches. Owned by one thread at a time.</summary>
public sealed class FeatureBuilder : IDisposable
{
    private readonly FeatureSet _features;
    private readonly FeatureScratch _scratch;

    /// <summary>Creates a builder.</summary>
    /// <param name="features">The features.</param>
    public FeatureBuilder(FeatureSet features)
    {
        _features = features;
        _scratch = new FeatureScratch(features.Sources.Max(s => s.ScratchColumns));
        Matrix = new FeatureMatrix(features.Features.Count);
    }

    /// <summary>The features of the last batch.</summary>
    public FeatureMatrix Matrix { get; }

    /// <summary>Computes every feature of every row.</summary>
    /// <param name="batch">The batch, with NaN in its missing cells.</param>
    public void Build(ApplicationBatch batch)
    {
        Matrix.Reset(batch.Count);
        for (int i = 0; i < _features.Sources.Count; i++)
            _features.Sources[i].Fill(batch, _scratch, Matrix.Column(i));
    }

    /// <summary>Frees the buffers.</summary>
    public void Dispose()
    {
        _scratch.Dispose();
        Matrix.Dispose();
    }
}
