namespace LoanDefault.Modeling.Training;

/// <summary>What <c>loandefault train</c> is asked to do.</summary>
public sealed record TrainingOptions
{
    /// <summary>The training data: a Parquet or CSV file, a folder or a glob.</summary>
    public required string DataPath { get; init; }

    /// <summary>The contract, with a target.</summary>
    public required string ContractPath { get; init; }

    /// <summary>The folder of the model package.</summary>
    public required string OutputDirectory { get; init; }

    /// <summary>The model's name; null for the contract's.</summary>
    public string? Name { get; init; }

    /// <summary>Seeds folds and boosters.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>How many folds the cross-validation has; at least 2.</summary>
    public int Folds { get; init; } = 5;

    /// <summary>
    /// How many threads XGBoost uses in one booster; at least 1. The model's bits depend on it, so it is fixed, and 1, by
    /// default: boosters run side by side instead.
    /// </summary>
    public int Threads { get; init; } = 1;

    /// <summary>Whether a package that is in the folder is replaced.</summary>
    public bool Overwrite { get; init; }
}
