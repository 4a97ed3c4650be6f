using System.Diagnostics.CodeAnalysis;

namespace LoanDefault.Embedded.Native;

/// <summary>The engine's types; the numbers are those of <c>duckdb_type</c>.</summary>
[SuppressMessage("Naming", "CA1720:Identifier contains type name", Justification = "The engine's own names.")]
public enum DuckDbTypeId
{
    /// <summary>No type.</summary>
    Invalid = 0,
    /// <summary>One byte, 0 or 1.</summary>
    Boolean = 1,
    /// <summary>Signed, 8 bits.</summary>
    TinyInt = 2,
    /// <summary>Signed, 16 bits.</summary>
    SmallInt = 3,
    /// <summary>Signed, 32 bits.</summary>
    Integer = 4,
    /// <summary>Signed, 64 bits.</summary>
    BigInt = 5,
    /// <summary>Unsigned, 8 bits.</summary>
    UTinyInt = 6,
    /// <summary>Unsigned, 16 bits.</summary>
    USmallInt = 7,
    /// <summary>Unsigned, 32 bits.</summary>
    UInteger = 8,
    /// <summary>Unsigned, 64 bits.</summary>
    UBigInt = 9,
    /// <summary>IEEE 754 binary32.</summary>
    Float = 10,
    /// <summary>IEEE 754 binary64.</summary>
    Double = 11,
    /// <summary>Microseconds since 1970-01-01, no time zone.</summary>
    Timestamp = 12,
    /// <summary>Days since 1970-01-01, 32 bits.</summary>
    Date = 13,
    /// <summary>Microseconds since midnight.</summary>
    Time = 14,
    /// <summary>Months, days and microseconds.</summary>
    Interval = 15,
    /// <summary>Signed, 128 bits.</summary>
    HugeInt = 16,
    /// <summary>UTF-8 text.</summary>
    Varchar = 17,
    /// <summary>Bytes.</summary>
    Blob = 18,
    /// <summary>Fixed point, up to 38 digits.</summary>
    Decimal = 19,
    /// <summary>Seconds since 1970-01-01.</summary>
    TimestampSeconds = 20,
    /// <summary>Milliseconds since 1970-01-01.</summary>
    TimestampMilliseconds = 21,
    /// <summary>Nanoseconds since 1970-01-01.</summary>
    TimestampNanoseconds = 22,
    /// <summary>A text out of a fixed list.</summary>
    Enum = 23,
    /// <summary>A list of one element type.</summary>
    List = 24,
    /// <summary>Named fields.</summary>
    Struct = 25,
    /// <summary>Keys and values.</summary>
    Map = 26,
    /// <summary>128 bits.</summary>
    Uuid = 27,
    /// <summary>One of several types.</summary>
    Union = 28,
    /// <summary>A bit string.</summary>
    Bit = 29,
    /// <summary>Microseconds since midnight and an offset.</summary>
    TimeTz = 30,
    /// <summary>Microseconds since 1970-01-01 UTC.</summary>
    TimestampTz = 31,
    /// <summary>Unsigned, 128 bits.</summary>
    UHugeInt = 32,
    /// <summary>A list of fixed length.</summary>
    Array = 33,
    /// <summary>Any type; only as a parameter of a function.</summary>
    Any = 34,
    /// <summary>An integer of any length.</summary>
    BigNum = 35,
    /// <summary>The type of a bare NULL.</summary>
    SqlNull = 36,
    /// <summary>Nanoseconds since midnight.</summary>
    TimeNanoseconds = 39,
}
