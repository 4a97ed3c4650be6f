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
        batch.MarkMissingAsNaN();
        _validator.Check(batch);
        long validated = ThreadTime.Now();
        _features.Build(batch);
        result.Reset(batch.Count, _validator, _features.Matrix);
        long built = ThreadTime.Now();
        _scorer.Score(_features.Matrix, result.Margins);
        long scored = ThreadTime.Now();
        Decide(result);
        long decided = ThreadTime.Now();
        Counters.Add(batch.Count, validated - start, built - validated, scored - built, decided - scored);
    }

    /// <summary>Frees the buffers.</summary>
    public void Dispose()
    {
        _features.Dispose();
        _scorer.Dispose();
    }

    private void Decide(ScoredBatch result)
    {
        DeterministicMath.Logistic(result.Margins, result.ProbabilitiesOfDefault);
        _decisions.Decide(result.Margins, result.Points, result.Bands, result.Decisions);
    }
}
