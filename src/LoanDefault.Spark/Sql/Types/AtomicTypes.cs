using System.Globalization;

namespace LoanDefault.Spark.Sql.Types;

/// <summary>A type without parts.</summary>
public abstract class AtomicType : DataType
{
    private protected AtomicType(string typeName, string? simpleString = null)
    {
        TypeName = typeName;
        SimpleString = simpleString ?? typeName;
    }

    /// <inheritdoc/>
    public override string TypeName { get; }

    /// <inheritdoc/>
    public override string SimpleString { get; }
}

/// <summary>Text.</summary>
public sealed class StringType() : AtomicType("string");

/// <summary>Bytes.</summary>
public sealed class BinaryType() : AtomicType("binary");

/// <summary>True or false.</summary>
public sealed class BooleanType() : AtomicType("boolean");

/// <summary>A signed integer of 8 bits.</summary>
public sealed class ByteType() : AtomicType("byte", "tinyint");

/// <summary>A signed integer of 16 bits.</summary>
public sealed class ShortType() : AtomicType("short", "smallint");

/// <summary>A signed integer of 32 bits.</summary>
public sealed class IntegerType() : AtomicType("integer", "int");

/// <summary>A signed integer of 64 bits.</summary>
public sealed class LongType() : AtomicType("long", "bigint");

/// <summary>A binary floating point number of 32 bits.</summary>
public sealed class FloatType() : AtomicType("float");

/// <summary>A binary floating point number of 64 bits.</summary>
public sealed class DoubleType() : AtomicType("double");

/// <summary>A date without a time, in the proleptic Gregorian calendar.</summary>
public sealed class DateType() : AtomicType("date");

/// <summary>An instant in microseconds; shown in the session's time zone.</summary>
public sealed class TimestampType() : AtomicType("timestamp");

/// <summary>A date and time in microseconds that belongs to no time zone.</summary>
public sealed class TimestampNtzType() : AtomicType("timestamp_ntz");

/// <summary>Nothing but nulls.</summary>
public sealed class NullType() : AtomicType("void");

/// <summary>A decimal number.</summary>
/// <param name="precision">How many digits in all, 1 to 38.</param>
/// <param name="scale">How many of them are behind the point, 0 to <paramref name="precision"/>.</param>
public sealed class DecimalType(int precision = 10, int scale = 0)
    : AtomicType(string.Create(CultureInfo.InvariantCulture, $"decimal({Checked(precision, scale)},{scale})"))
{
    private const int LargestPrecision = 38;

    /// <summary>How many digits in all, 1 to 38.</summary>
    public int Precision { get; } = precision;

    /// <summary>How many of them are behind the point.</summary>
    public int Scale { get; } = scale;

    private static int Checked(int precision, int scale)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(precision, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(precision, LargestPrecision);
        ArgumentOutOfRangeException.ThrowIfNegative(scale);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, precision);
        return precision;
    }
}

/// <summary>A type of Spark that has no class here (an interval, a variant); kept by its name, so that schemas pass unchanged.</summary>
/// <param name="typeName">Spark's name in JSON.</param>
public sealed class OtherType(string typeName) : AtomicType(typeName);
