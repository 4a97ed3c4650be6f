namespace LoanDefault.Tables.Delta;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its name; letters, digits and '_'.</param>
/// <param name="Type">Its type.</param>
/// <param name="Nullable">Whether it may hold nulls. A column that is added later must.</param>
/// <param name="Comment">What it means, with its unit and range.</param>
public sealed record TableColumn(string Name, DeltaType Type, bool Nullable, string Comment);

/// <summary>The types that our tables use; in Parquet each has exactly one physical form.</summary>
public enum DeltaType
{
    /// <summary>UTF-8 text.</summary>
    String,

    /// <summary>64-bit signed integer.</summary>
    Long,

    /// <summary>32-bit signed integer.</summary>
    Integer,

    /// <summary>64-bit floating point.</summary>
    Double,

    /// <summary>An instant, in microseconds UTC (Parquet: adjusted to UTC; DuckDB: TIMESTAMPTZ).</summary>
    Timestamp,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>A day.</summary>
    Date,

    /// <summary>A list of texts, which may hold nulls.</summary>
    StringArray,
}
