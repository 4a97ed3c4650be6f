namespace LoanDefault.Modeling.Synthetic;

/// <summary>What to generate.</summary>
/// <param name="Rows">Number of rows, duplicates included; at least 1.</param>
/// <param name="Seed">Same seed and sample, same bytes.</param>
/// <param name="OutputFolder">Where the Parquet files go; made when missing.</param>
/// <param name="ContractFile">The contract whose columns are made.</param>
/// <param name="SampleFile">The Parquet or CSV file that marginals and dependence are learned from.</param>
/// <param name="BusinessDate">The day that no application lies after.</param>
public sealed record SyntheticRequest(
    long Rows, ulong Seed, string OutputFolder, string ContractFile, string SampleFile, DateOnly BusinessDate)
{
    /// <summary>Share of rows with one broken rule, 0 to 1.</summary>
    public double InvalidShare { get; init; } = 0.003;

    /// <summary>Share of rows that repeat an earlier application with its id, 0 to 1.</summary>
    public double DuplicateShare { get; init; } = 0.0005;

    /// <summary>Share of empty cells in columns that may be empty, 0 to 1, where the sample itself has fewer.</summary>
    public double MissingShare { get; init; } = 0.01;

    /// <summary>Whether files in the folder are replaced.</summary>
    public bool Overwrite { get; init; }

    /// <summary>Worker threads; null for one a core.</summary>
    public int? Threads { get; init; }
}
