namespace LoanDefault.Modeling.Contracts;

/// <summary>What a starting contract is to be made of.</summary>
public sealed record ContractInferenceRequest
{
    /// <summary>A Parquet or CSV file of past loans; CSV with a header line.</summary>
    public required string Path { get; init; }

    /// <summary>The source column to learn.</summary>
    public required string Target { get; init; }

    /// <summary>The target's values that mean a defaulted loan, as text; at least one.</summary>
    public required IReadOnlyList<string> Bad { get; init; }

    /// <summary>The target's values whose rows are counted but not trained on.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];

    /// <summary>Source columns to leave alone, such as those known only after the decision.</summary>
    public IReadOnlyList<string> Exclude { get; init; } = [];

    /// <summary>The source column that identifies an application; null: one is looked for, and there may be none.</summary>
    public string? Id { get; init; }

    /// <summary>The contract's name; null: made from the file's name.</summary>
    public string? Name { get; init; }

    /// <summary>Where the engine may spill; null: the system's temporary folder.</summary>
    public string? TemporaryFolder { get; init; }
}
