namespace LoanDefault.Modeling.Contracts;

/// <summary>How the values of a column are held.</summary>
internal enum ValueKind
{
    Integer,
    Number,
    Text,
    Boolean,
    Date,
    Timestamp,
    Unsupported,
}

/// <summary>What a whole sample shows of one column.</summary>
internal sealed record ColumnProfile(string Source, ValueKind Kind, string TypeName)
{
    /// <summary>Rows of the sample.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows without a value.</summary>
    public long Missing { get; init; }

    /// <summary>Rows whose number is NaN or infinite; they count as neither missing nor distinct.</summary>
    public long NotFinite { get; init; }

    /// <summary>Rows whose integer is beyond 2^53.</summary>
    public long TooLarge { get; init; }

    public long Distinct { get; init; }

    /// <summary>Of numbers.</summary>
    public double? Minimum { get; init; }

    /// <summary>Of numbers.</summary>
    public double? Maximum { get; init; }

    /// <summary>The value in the middle of the distinct numbers' rows.</summary>
    public double? Median { get; init; }

    /// <summary>Whether every number is whole.</summary>
    public bool Whole { get; init; }

    /// <summary>Every text, sorted by bytes, where there are at most <see cref="ColumnProfiler.MaximumTexts"/>; else none.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>Whether every text is a number.</summary>
    public bool TextsAreNumbers { get; init; }

    /// <summary>How well the column alone predicts the target.</summary>
    public required Predictiveness Predictiveness { get; init; }

    public long Present => Rows - Missing;

    /// <summary>Whether every row has a value of its own.</summary>
    public bool IsUnique => Missing == 0 && Distinct == Rows;

    public double MissingShare => (double)Missing / Rows;

    public double DistinctShare => Present == 0 ? 0 : (double)Distinct / Present;
}
