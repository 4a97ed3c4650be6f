using LoanDefault.Tables.Delta;

namespace LoanDefault.Embedded.Scoring;

/// <summary>The tables' types as the engine names them.</summary>
internal static class EngineTypes
{
    /// <summary>A type as the engine names it.</summary>
    internal static string NameOf(DeltaType type) => type switch
    {
        DeltaType.String => "VARCHAR",
        DeltaType.Long => "BIGINT",
        DeltaType.Integer => "INTEGER",
        DeltaType.Double => "DOUBLE",
        DeltaType.Timestamp => "TIMESTAMP WITH TIME ZONE",
        DeltaType.Boolean => "BOOLEAN",
        DeltaType.Date => "DATE",
        DeltaType.StringArray => "VARCHAR[]",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not a type of our tables"),
    };
}
