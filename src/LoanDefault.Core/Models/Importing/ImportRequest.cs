namespace LoanDefault.Core.Models.Importing;

/// <summary>A model trained elsewhere, to become a package.</summary>
public sealed record ImportRequest
{
    /// <summary>The ONNX file.</summary>
    public required string File { get; init; }

    /// <summary>The contract whose features the model takes.</summary>
    public required string Contract { get; init; }

    /// <summary>The package's folder.</summary>
    public required string Output { get; init; }

    /// <summary>The contract's features in the order of the model's columns; empty where names or the contract's own order tell.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>Whether the user says that the last sum is the log odds of default, which the file does not say.</summary>
    public bool IsLogOdds { get; init; }

    /// <summary>Bands and cut-offs; null for those of <see cref="ImportedDecisions"/>.</summary>
    public string? Decisions { get; init; }

    /// <summary>Whether an existing package is replaced.</summary>
    public bool Overwrite { get; init; }
}

/// <summary>What came of an import.</summary>
/// <param name="Output">The package's folder.</param>
/// <param name="Name">The model's name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Hash">Its hash.</param>
/// <param name="Trees">How many trees it has.</param>
/// <param name="Columns">The features that the file's columns are, in the file's order.</param>
/// <param name="UnusedFeatures">The contract's features that the file does not take.</param>
/// <param name="RowsCompared">Rows that the package's model and the file gave the same margins.</param>
public sealed record ImportResult(
    string Output, string Name, string Version, string Hash, int Trees, IReadOnlyList<string> Columns, IReadOnlyList<string> UnusedFeatures, int RowsCompared);
