namespace LoanDefault.Core.Scoring;

/// <summary>A model that is ready to score, by whatever was chosen for it. Safe to share between threads.</summary>
public sealed class ModelScorer : IScorer
{
    private readonly IScorer _scorer;

    internal ModelScorer(IScorer scorer, ScorerReport report)
    {
        _scorer = scorer;
        Report = report;
    }

    /// <summary>What scores, and why.</summary>
    public ScorerReport Report { get; }

    /// <inheritdoc />
    public int FeatureCount => _scorer.FeatureCount;

    /// <inheritdoc />
    public string Name => _scorer.Name;

    /// <inheritdoc />
    public IScorerSession CreateSession() => _scorer.CreateSession();

    /// <inheritdoc />
    public void Dispose() => _scorer.Dispose();
}
