using System.Globalization;

namespace LoanDefault.Arrow.Types;

/// <summary>What a timestamp counts.</summary>
public enum TimeUnit
{
    /// <summary>Seconds.</summary>
    Second,

    /// <summary>Thousandths of a second.</summary>
    Millisecond,

    /// <summary>Millionths of a second: what Spark uses.</summary>
    Microsecond,

    /// <summary>Billionths of a second.</summary>
    Nanosecond,
}

/// <summary>Days since 1970-01-01, 32 bits, proleptic Gregorian calendar.</summary>
public sealed record Date32Type : ArrowType
{
    private Date32Type()
    {
    }

    /// <summary>The type.</summary>
    public static Date32Type Default { get; } = new();

    /// <inheritdoc/>
    public override ArrowTypeId TypeId => ArrowTypeId.Date32;

    /// <inheritdoc/>
    public override string Name => "date32";
}

/// <summary>
/// Points in time, 64 bits, counted from 1970-01-01 00:00. With a zone the count is of UTC and the zone only says how to
/// show it; without one it is of a local wall clock, whose zone is not known.
/// </summary>
/// <param name="Unit">What is counted.</param>
/// <param name="Timezone">A zone, e.g. <c>UTC</c> or <c>Europe/Berlin</c>; null: without zone.</param>
public sealed record TimestampType(TimeUnit Unit, string? Timezone) : ArrowType
{
    /// <inheritdoc/>
    public override ArrowTypeId TypeId => ArrowTypeId.Timestamp;

    /// <inheritdoc/>
    public override string Name
    {
        get
        {
            string unit = Unit switch { TimeUnit.Second => "s", TimeUnit.Millisecond => "ms", TimeUnit.Microsecond => "us", _ => "ns" };
            return Timezone is null ? $"timestamp[{unit}]" : $"timestamp[{unit}, tz={Timezone}]";
        }
    }
}

/// <summary>Exact decimal numbers: 128-bit integers that count units of 10^-scale.</summary>
public sealed record Decimal128Type : ArrowType
{
    /// <summary>The most digits that 128 bits hold.</summary>
    public const int MaxPrecision = 38;

    /// <summary>Names the digits.</summary>
    /// <param name="precision">All digits, 1 to 38.</param>
    /// <param name="scale">Digits behind the decimal point; negative: trailing zeros that are not stored.</param>
    /// <exception cref="ArgumentOutOfRangeException">The precision is not 1 to 38.</exception>
    public Decimal128Type(int precision, int scale)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(precision, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(precision, MaxPrecision);
        Precision = precision;
        Scale = scale;
    }

    /// <summary>All digits, 1 to 38.</summary>
    public int Precision { get; }

    /// <summary>Digits behind the decimal point.</summary>
    public int Scale { get; }

    /// <inheritdoc/>
    public override ArrowTypeId TypeId => ArrowTypeId.Decimal128;

    /// <inheritdoc/>
    public override string Name => string.Create(CultureInfo.InvariantCulture, $"decimal128({Precision}, {Scale})");
}

/// <summary>Positions in a dictionary of values that the stream carries apart.</summary>
public sealed record DictionaryType : ArrowType
{
    /// <summary>Names index and values.</summary>
    /// <param name="indexType">An integer type.</param>
    /// <param name="valueType">What the positions stand for; itself neither nested nor a dictionary.</param>
    /// <param name="ordered">Whether the order of positions is the order of values.</param>
    /// <exception cref="ArgumentException">The index isn't an integer, or the values are nested.</exception>
    public DictionaryType(ArrowType indexType, ArrowType valueType, bool ordered = false)
    {
        ArgumentNullException.ThrowIfNull(indexType);
        ArgumentNullException.ThrowIfNull(valueType);
        if (indexType.TypeId is < ArrowTypeId.Int8 or > ArrowTypeId.UInt64)
            throw new ArgumentException($"a dictionary's index is an integer, not {indexType}", nameof(indexType));
        if (valueType.TypeId is ArrowTypeId.Dictionary or ArrowTypeId.Struct or ArrowTypeId.List or ArrowTypeId.LargeList)
            throw new ArgumentException($"a dictionary of {valueType.TypeId} is not supported: values are texts, bytes or plain values", nameof(valueType));
        IndexType = indexType;
        ValueType = valueType;
        Ordered = ordered;
    }

    /// <summary>The integer type of the positions.</summary>
    public ArrowType IndexType { get; }

    /// <summary>The type of the values.</summary>
    public ArrowType ValueType { get; }

    /// <summary>Whether the order of positions is the order of values.</summary>
    public bool Ordered { get; }

    /// <inheritdoc/>
    public override ArrowTypeId TypeId => ArrowTypeId.Dictionary;

    /// <inheritdoc/>
    public override string Name => $"dictionary<{ValueType}, {IndexType}>";
}
