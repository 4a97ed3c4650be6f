using System.Text.Json.Serialization;

namespace LoanDefault.Core.Applications;

/// <summary>One column of the input contract.</summary>
public sealed record ContractColumn
{
    /// <summary>The name that features, rules and outputs use; lower case with underscores.</summary>
    public required string Name { get; init; }

    /// <summary>The column's name in the lender's files; null when it is <see cref="Name"/>.</summary>
    public string? Source { get; init; }

    /// <summary>What the column holds.</summary>
    public required ColumnType Type { get; init; }

    /// <summary>The unit of a number ("USD", "% per year", "months"), or null.</summary>
    public string? Unit { get; init; }

    /// <summary>The smallest valid number, inclusive; null for no limit.</summary>
    public double? Minimum { get; init; }

    /// <summary>The largest valid number, inclusive; null for no limit.</summary>
    public double? Maximum { get; init; }

    /// <summary>Whether a missing value breaks a rule. The column itself must always be there when this is true.</summary>
    public bool Required { get; init; }

    /// <summary>The valid texts of a category, in ordinal order; null for other types.</summary>
    public IReadOnlyList<string>? Categories { get; init; }

    /// <summary>How a category becomes features; null means ordinal.</summary>
    public CategoryEncoding? Encoding { get; init; }

    /// <summary>Whether the column itself is a feature. Computed features may use it even when it is not.</summary>
    public bool Feature { get; init; } = true;

    /// <summary>A characteristic that the law forbids to decide by: never a feature, nor an input of one.</summary>
    public bool Protected { get; init; }

    /// <summary>Personal data: masked in quarantine tables, logs and reports.</summary>
    public bool Personal { get; init; }

    /// <summary>For people; not part of the contract's hash.</summary>
    public string? Description { get; init; }

    /// <summary>Why the column is treated as it is, as <c>contract infer</c> found it; not part of the hash.</summary>
    public string? Why { get; init; }

    /// <summary>What the sample showed; not part of the hash and never a rule.</summary>
    public ObservedValues? Observed { get; init; }

    /// <summary>The column's name in the lender's files.</summary>
    [JsonIgnore]
    public string SourceName => Source ?? Name;

    /// <summary>Whether the value is held as a double (number, integer or date).</summary>
    [JsonIgnore]
    public bool IsNumeric => Type is ColumnType.Number or ColumnType.Integer or ColumnType.Date;
}

/// <summary>What a sample showed of a column: information, not a rule.</summary>
public sealed record ObservedValues
{
    /// <summary>The smallest number, or null.</summary>
    public double? Minimum { get; init; }

    /// <summary>The largest number, or null.</summary>
    public double? Maximum { get; init; }

    /// <summary>Share of missing values, 0 to 1.</summary>
    public double? MissingShare { get; init; }

    /// <summary>Number of distinct values.</summary>
    public long? Distinct { get; init; }
}
