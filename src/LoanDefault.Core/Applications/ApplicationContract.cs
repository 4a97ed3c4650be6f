using System.Text.Json.Serialization;

namespace LoanDefault.Core.Applications;

/// <summary>
/// What an application is: the columns that a lender delivers, what is valid in them, and which one is learned.
/// Data, not code: another lender's table needs another contract and nothing else.
/// </summary>
/// <remarks>Read and checked by <see cref="ContractFile"/>; immutable and safe to share between threads.</remarks>
public sealed record ApplicationContract
{
    /// <summary>The JSON Schema that describes the file; not part of the hash.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }

    /// <summary>The contract's name, for example <c>lending-club</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Raised by its owner when the meaning of the data changes.</summary>
    public int Version { get; init; } = 1;

    /// <summary>For people; not part of the hash.</summary>
    public string? Description { get; init; }

    /// <summary>
    /// The name of the <see cref="ColumnType.Id"/> column; null when the files have none and
    /// <c>path relative to the input root#row</c> is the id.
    /// </summary>
    public string? Id { get; init; }

    /// <summary>What training learns; null for a contract that is only scored with.</summary>
    public TargetDefinition? Target { get; init; }

    /// <summary>How CSV files are written.</summary>
    public CsvFormat Csv { get; init; } = new();

    /// <summary>The columns, the target's not among them.</summary>
    public required IReadOnlyList<ContractColumn> Columns { get; init; }

    /// <summary>The computed features, in order.</summary>
    public IReadOnlyList<FeatureDefinition> Features { get; init; } = [];

    /// <summary>Source columns that must not be read, with the reason; they count as known, not as unknown columns.</summary>
    public IReadOnlyList<ExcludedColumn> Excluded { get; init; } = [];

    /// <summary>The position of a column in <see cref="Columns"/>, or -1.</summary>
    /// <param name="name">The column's contract name.</param>
    public int IndexOf(string name)
    {
        for (int i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Name == name)
                return i;
        }

        return -1;
    }
}

/// <summary>The column that training learns and what its values mean.</summary>
public sealed record TargetDefinition
{
    /// <summary>The source column.</summary>
    public required string Column { get; init; }

    /// <summary>The values of a loan that defaulted (label 1).</summary>
    public required IReadOnlyList<string> Bad { get; init; }

    /// <summary>The values of a loan that was paid (label 0); empty means every value that is neither bad nor ignored.</summary>
    public IReadOnlyList<string> Good { get; init; } = [];

    /// <summary>The values of rows that are counted but not trained on.</summary>
    public IReadOnlyList<string> Ignore { get; init; } = [];
}

/// <summary>How a lender writes CSV files; nothing of it is ever guessed.</summary>
public sealed record CsvFormat
{
    /// <summary>The character between fields.</summary>
    public string Delimiter { get; init; } = ",";

    /// <summary>The character around fields that hold a delimiter.</summary>
    public string Quote { get; init; } = "\"";

    /// <summary>The texts that mean missing, compared before quotes are considered.</summary>
    public IReadOnlyList<string> NullText { get; init; } = ["", "NA", "NULL"];
}

/// <summary>A computed feature as the contract asks for it.</summary>
public sealed record FeatureDefinition
{
    /// <summary>The computed feature's name, for example <c>loan_to_income</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Which contract column serves each of the feature's inputs; an input not named is served by the column of its own name.</summary>
    public IReadOnlyDictionary<string, string> Inputs { get; init; } = new Dictionary<string, string>();

    /// <summary>Values for the feature's parameters; one not named has its default.</summary>
    public IReadOnlyDictionary<string, double> Parameters { get; init; } = new Dictionary<string, double>();
}

/// <summary>A source column that is left alone.</summary>
public sealed record ExcludedColumn
{
    /// <summary>The column's name in the lender's files.</summary>
    public required string Source { get; init; }

    /// <summary>Why it is not read; not part of the hash.</summary>
    public string? Why { get; init; }
}
