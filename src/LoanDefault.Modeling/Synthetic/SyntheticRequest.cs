namespace LoanDefault.Modeling.Synthetic;

/// <summary>What to generate.</summary>
/// <param name="Rows">Number of rows, repeated ones included; at least 1.</param>
/// <param name="Seed">Decides every value: the same seed, contract and sample give the same bytes.</param>
/// <param name="OutputFolder">Where the Parquet files go; made when missing.</param>
/// <param name="ContractFile">The contract whose columns are made.</param>
/// <param name="SampleFile">The Parquet or CSV file of real applications to learn from.</param>
/// <param name="BusinessDate">The last day of dates that the sample does not have; they lie in the 90 days up to it.</param>
public sealed record SyntheticRequest(
    long Rows, ulong Seed, string OutputFolder, string ContractFile, string SampleFile, DateOnly BusinessDate)
{
    /// <summary>Share of rows that break one rule of the contract, 0 to 0.5.</summary>
    public double InvalidShare { get; init; } = 0.003;

    /// <summary>Share of rows that repeat an earlier application with its id, 0 to 0.5.</summary>
    public double DuplicateShare { get; init; } = 0.0005;

    /// <summary>Share of the cells of columns that are not required that lose their value, 0 to 1, beside those missing in the sample.</summary>
    public double MissingShare { get; init; } = 0.01;

    /// <summary>Whether an earlier generation in the folder is replaced.</summary>
    public bool Overwrite { get; init; }

    /// <summary>How many files are written at a time; null for one a core. Changes nothing in them.</summary>
    public int? Threads { get; init; }
}
