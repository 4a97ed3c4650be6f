using LoanDefault.Core.Applications.Conversion;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Native;

namespace LoanDefault.Embedded.Scan;

/// <summary>The engine's types as Core's readers know them.</summary>
internal static class SourceTypes
{
    /// <summary>The source type of a column.</summary>
    /// <exception cref="ArgumentException">No reader takes it; <see cref="ColumnTypes"/> let it through.</exception>
    internal static SourceType Of(DuckDbType type) => type.Id switch
    {
        DuckDbTypeId.Boolean => new SourceType(SourceKind.Boolean),
        DuckDbTypeId.TinyInt => new SourceType(SourceKind.Int8),
        DuckDbTypeId.SmallInt => new SourceType(SourceKind.Int16),
        DuckDbTypeId.Integer => new SourceType(SourceKind.Int32),
        DuckDbTypeId.BigInt => new SourceType(SourceKind.Int64),
        DuckDbTypeId.HugeInt => new SourceType(SourceKind.Int128),
        DuckDbTypeId.UTinyInt => new SourceType(SourceKind.UInt8),
        DuckDbTypeId.USmallInt => new SourceType(SourceKind.UInt16),
        DuckDbTypeId.UInteger => new SourceType(SourceKind.UInt32),
        DuckDbTypeId.UBigInt => new SourceType(SourceKind.UInt64),
        DuckDbTypeId.UHugeInt => new SourceType(SourceKind.UInt128),
        DuckDbTypeId.Float => new SourceType(SourceKind.Float),
        DuckDbTypeId.Double => new SourceType(SourceKind.Double),
        DuckDbTypeId.Date => new SourceType(SourceKind.Date),
        DuckDbTypeId.Decimal => new SourceType(DecimalKind(type.Width), type.Scale),
        DuckDbTypeId.Varchar => new SourceType(SourceKind.Text),
        _ => throw new ArgumentException($"type {type} was not checked", nameof(type)),
    };

    // The integer that the engine keeps a decimal of some width in.
    private static SourceKind DecimalKind(byte width) => width switch
    {
        <= 4 => SourceKind.Decimal16,
        <= 9 => SourceKind.Decimal32,
        <= 18 => SourceKind.Decimal64,
        _ => SourceKind.Decimal128,
    };
}
