using LoanDefault.Core.Applications;
using LoanDefault.Core.Features;
using LoanDefault.Core.Validation;

namespace LoanDefault.Core.Pipeline;

/// <summary>
/// A scoring run's stages up to the features, for those who train: the same code in the same order, without a model.
/// One instance a thread.
/// </summary>
public sealed class FeaturePipeline : IDisposable
{
    private readonly BatchValidator _validator;
    private readonly FeatureBuilder _features;

    /// <summary>Creates a pipeline.</summary>
    /// <param name="features">The features.</param>
    /// <param name="latestDate">The day after which a date breaks a rule.</param>
    public FeaturePipeline(FeatureSet features, DateOnly latestDate)
    {
        _validator = new BatchValidator(features.Contract, latestDate);
        _features = new FeatureBuilder(features);
    }

    /// <summary>Which rows of the last batch break a rule.</summary>
    public BatchValidator Validator => _validator;

    /// <summary>The features of the last batch; NaN is missing.</summary>
    public FeatureMatrix Features => _features.Matrix;

    /// <summary>Checks a batch and computes its features, those of rows that break a rule too.</summary>
    /// <param name="batch">The batch, filled by the host; its missing cells become NaN.</param>
    public void Run(ApplicationBatch batch)
    {
        batch.MarkMissingAsNaN();
        _validator.Check(batch);
        _features.Build(batch);
    }

    /// <summary>Frees the buffers.</summary>
    public void Dispose() => _features.Dispose();
}
