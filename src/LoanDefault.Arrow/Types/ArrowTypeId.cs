namespace LoanDefault.Arrow.Types;

/// <summary>The types that this library reads and writes.</summary>
public enum ArrowTypeId
{
    /// <summary>Only nulls; no buffers.</summary>
    Null,

    /// <summary>One bit a value.</summary>
    Boolean,

    /// <summary>Signed, 8 bits.</summary>
    Int8,

    /// <summary>Signed, 16 bits.</summary>
    Int16,

    /// <summary>Signed, 32 bits.</summary>
    Int32,

    /// <summary>Signed, 64 bits.</summary>
    Int64,

    /// <summary>Unsigned, 8 bits.</summary>
    UInt8,

    /// <summary>Unsigned, 16 bits.</summary>
    UInt16,

    /// <summary>Unsigned, 32 bits.</summary>
    UInt32,

    /// <summary>Unsigned, 64 bits.</summary>
    UInt64,

    /// <summary>IEEE 754, 32 bits.</summary>
    Float,

    /// <summary>IEEE 754, 64 bits.</summary>
    Double,

    /// <summary>A 128-bit integer times a power of ten.</summary>
    Decimal128,

    /// <summary>Days since 1970-01-01, 32 bits.</summary>
    Date32,

    /// <summary>Seconds or parts of them since 1970-01-01, 64 bits.</summary>
    Timestamp,

    /// <summary>UTF-8 text, 32-bit offsets.</summary>
    String,

    /// <summary>UTF-8 text, 64-bit offsets.</summary>
    LargeString,

    /// <summary>UTF-8 text as 16-byte views.</summary>
    StringView,

    /// <summary>Bytes, 32-bit offsets.</summary>
    Binary,

    /// <summary>Bytes, 64-bit offsets.</summary>
    LargeBinary,

    /// <summary>Bytes as 16-byte views.</summary>
    BinaryView,

    /// <summary>Positions in a dictionary of values.</summary>
    Dictionary,

    /// <summary>Named columns side by side.</summary>
    Struct,

    /// <summary>Runs of another column, 32-bit offsets.</summary>
    List,

    /// <summary>Runs of another column, 64-bit offsets.</summary>
    LargeList,
}
