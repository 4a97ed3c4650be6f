using LoanDefault.Core.Applications;
using LoanDefault.Core.Decisions;
using LoanDefault.Core.Features;
using LoanDefault.Core.Numerics;
using LoanDefault.Core.Scoring;
using LoanDefault.Core.Validation;

namespace LoanDefault.Core.Pipeline;

/// <summary>
/// A scoring run's stages in order, over one batch: validation, features, model, decisions. Every host runs this and
/// nothing else. One instance a thread; it allocates nothing a row.
/// </summary>
public sealed class BatchScoringPipeline : IDisposable
{
    private readonly BatchValidator _validator;
    private readonly FeatureBuilder _features;
    private readonly IScorerSession _scorer;
    private readonly DecisionTable _decisions;

    /// <summary>Creates a pipeline.</summary>
    /// <param name="features">The model's features.</param>
    /// <param name="scorer">The model.</param>
    /// <param name="decisions">Points, bands and cut-offs.</param>
    /// <param name="businessDate">The run's business date.</param>
    /// <exception cref="ArgumentException">The model takes another number of features.</exception>
    public BatchScoringPipeline(FeatureSet features, IScorer scorer, DecisionPolicy decisions, DateOnly businessDate)
    {
        if (scorer.FeatureCount != features.Features.Count)
            throw new ArgumentException($"the model takes {scorer.FeatureCount} features, the set has {features.Features.Count}", nameof(scorer));
        _validator = new BatchValidator(features.Contract, businessDate);
        _features = new FeatureBuilder(features);
        _scorer = scorer.CreateSession();
        _decisions = new DecisionTable(decisions);
    }

    /// <summary>Where the time went and how many rows each stage saw, since this pipeline was made.</summary>
    public StageCounters Counters { get; } = new();

    /// <summary>Scores a batch. Rows that break a rule get numbers too; the host must not publish them.</summary>
    /// <param name="batch">The batch, filled by the host; its missing cells are overwritten.</param>
    /// <param name="result">Receives the results.</param>
    public void Run(ApplicationBatch batch, ScoredBatch result)
    {
        long start = ThreadTime.Now();
        Check(batch);
        long validated = ThreadTime.Now();
        Counters.AddValidation(validated - start);
        _features.Build(batch);
        Counters.AddFeatures(batch.Count, ThreadTime.Now() - validated);
        Score(batch, _features.Matrix, result);
    }

    /// <summary>Scores a batch whose features were computed elsewhere, by a <see cref="FeatureBuilder"/> from the same cells.</summary>
    /// <param name="batch">The batch, filled by the host; its missing cells are overwritten.</param>
    /// <param name="features">The features of the batch's rows, NaN where missing; <paramref name="result"/> refers to it.</param>
    /// <param name="result">Receives the results.</param>
    /// <exception cref="ArgumentException">The features are those of another number of rows, or another number of features.</exception>
    public void Run(ApplicationBatch batch, FeatureMatrix features, ScoredBatch result)
    {
        if (features.Count != batch.Count || features.FeatureCount != _features.Matrix.FeatureCount)
            throw new ArgumentException($"{features.Count} rows of {features.FeatureCount} features are not those of {batch.Count} rows and {_features.Matrix.FeatureCount} features", nameof(features));
        long start = ThreadTime.Now();
        Check(batch);
        Counters.AddValidation(ThreadTime.Now() - start);
        Score(batch, features, result);
    }

    /// <summary>Frees the buffers.</summary>
    public void Dispose()
    {
        _features.Dispose();
        _scorer.Dispose();
    }

    private void Check(ApplicationBatch batch)
    {
        batch.MarkMissingAsNaN();
        _validator.Check(batch);
    }

    private void Score(ApplicationBatch batch, FeatureMatrix features, ScoredBatch result)
    {
        long start = ThreadTime.Now();
        result.Reset(batch.Count, _validator, features);
        long reset = ThreadTime.Now();
        _scorer.Score(features, result.Margins);
        long scored = ThreadTime.Now();
        Decide(result);
        Counters.AddFeatures(0, reset - start);
        Counters.AddScores(batch.Count, scored - reset, ThreadTime.Now() - scored);
    }

    private void Decide(ScoredBatch result)
    {
        DeterministicMath.Logistic(result.Margins, result.ProbabilitiesOfDefault);
        _decisions.Decide(result.Margins, result.Points, result.Bands, result.Decisions);
    }
}
