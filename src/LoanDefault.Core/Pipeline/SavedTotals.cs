namespace LoanDefault.Core.Pipeline;

/// <summary>The content of <see cref="RunTotals"/> as plain values; all of them add up. JSON keeps every bit.</summary>
public sealed record SavedTotals
{
    /// <inheritdoc cref="RunTotals.RowsScored"/>
    public required long RowsScored { get; init; }

    /// <inheritdoc cref="RunTotals.RowsQuarantined"/>
    public required long RowsQuarantined { get; init; }

    /// <inheritdoc cref="RunTotals.ProbabilitySumScaled"/>
    public required UInt128 ProbabilitySumScaled { get; init; }

    /// <inheritdoc cref="RunTotals.PointsSum"/>
    public required long PointsSum { get; init; }

    /// <inheritdoc cref="RunTotals.InvalidProbabilities"/>
    public required long InvalidProbabilities { get; init; }

    /// <summary>Scored rows by the band's position in the policy.</summary>
    public required IReadOnlyList<long> Bands { get; init; }

    /// <summary>Scored rows by decision.</summary>
    public required IReadOnlyList<long> Decisions { get; init; }

    /// <summary>Scored rows that lack a feature, by its position.</summary>
    public required IReadOnlyList<long> MissingFeatures { get; init; }

    /// <summary>Quarantined rows by the id of the rule that stands for the row.</summary>
    public required IReadOnlyDictionary<string, long> FirstRules { get; init; }

    /// <summary>Broken rules.</summary>
    public required IReadOnlyList<SavedViolations> Violations { get; init; }
}

/// <summary>How often a rule was broken.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Column">The column's position in the contract; -1 for the row as a whole.</param>
/// <param name="Count">How often.</param>
public sealed record SavedViolations(string Rule, int Column, long Count);
