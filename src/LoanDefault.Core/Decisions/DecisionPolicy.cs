namespace LoanDefault.Core.Decisions;

/// <summary>What is done with an application; the fewer points, the higher the number.</summary>
public enum Decision
{
    /// <summary>Grant the loan.</summary>
    Approve,

    /// <summary>Let a person look.</summary>
    Refer,

    /// <summary>Refuse the loan.</summary>
    Decline,
}

/// <summary>
/// Scorecard points, risk bands and cut-offs. points = offset - factor * log odds of default, with
/// factor = PDO / ln 2 and offset = base points - factor * ln(base odds), odds being good to bad
/// (Siddiqi, Credit Risk Scorecards, 2006, chapter 6).
/// </summary>
/// <remarks>Checked by <see cref="DecisionPolicyFile"/>; immutable and safe to share between threads.</remarks>
public sealed record DecisionPolicy
{
    /// <summary>Points that double the odds of being good; above 0.</summary>
    public double PointsToDoubleOdds { get; init; } = 20;

    /// <summary>The points at <see cref="BaseOdds"/>.</summary>
    public double BasePoints { get; init; } = 600;

    /// <summary>Odds of good to bad at <see cref="BasePoints"/>; above 0.</summary>
    public double BaseOdds { get; init; } = 50;

    /// <summary>The risk bands from the best to the worst; the last one's minimum is null.</summary>
    public required IReadOnlyList<RiskBand> Bands { get; init; }

    /// <summary>Approve at this many points or more.</summary>
    public required int ApproveAtOrAbove { get; init; }

    /// <summary>Decline below this many points; refer between.</summary>
    public required int DeclineBelow { get; init; }

    /// <summary>How the cut-offs were found, for people.</summary>
    public string? Rule { get; init; }
}

/// <summary>A risk band.</summary>
/// <param name="Name">For example <c>A</c>.</param>
/// <param name="MinimumPoints">The fewest points of the band, inclusive; null for the worst band.</param>
public sealed record RiskBand(string Name, int? MinimumPoints = null);
