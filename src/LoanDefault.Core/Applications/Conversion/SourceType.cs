namespace LoanDefault.Core.Applications.Conversion;

/// <summary>How a host delivers a column's values.</summary>
/// <param name="Kind">What <see cref="IColumnView.Values"/> or <see cref="IColumnView.Bytes"/> gives.</param>
/// <param name="DecimalScale">For decimals, digits after the point.</param>
public readonly record struct SourceType(SourceKind Kind, byte DecimalScale = 0);

/// <summary>The kinds of values that hosts deliver.</summary>
public enum SourceKind
{
    /// <summary>A byte, 0 or 1.</summary>
    Boolean,

    /// <summary>A signed integer of 8 bits.</summary>
    Int8,

    /// <summary>A signed integer of 16 bits.</summary>
    Int16,

    /// <summary>A signed integer of 32 bits.</summary>
    Int32,

    /// <summary>A signed integer of 64 bits.</summary>
    Int64,

    /// <summary>A signed integer of 128 bits.</summary>
    Int128,

    /// <summary>An unsigned integer of 8 bits.</summary>
    UInt8,

    /// <summary>An unsigned integer of 16 bits.</summary>
    UInt16,

    /// <summary>An unsigned integer of 32 bits.</summary>
    UInt32,

    /// <summary>An unsigned integer of 64 bits.</summary>
    UInt64,

    /// <summary>An unsigned integer of 128 bits.</summary>
    UInt128,

    /// <summary>IEEE 754, 32 bits.</summary>
    Float,

    /// <summary>IEEE 754, 64 bits.</summary>
    Double,

    /// <summary>Days since 1970-01-01 in 32 bits.</summary>
    Date,

    /// <summary>The digits of a decimal as a signed integer of 16 bits.</summary>
    Decimal16,

    /// <summary>The digits of a decimal as a signed integer of 32 bits.</summary>
    Decimal32,

    /// <summary>The digits of a decimal as a signed integer of 64 bits.</summary>
    Decimal64,

    /// <summary>The digits of a decimal as a signed integer of 128 bits.</summary>
    Decimal128,

    /// <summary>UTF-8 text.</summary>
    Text,
}
