using LoanDefault.Arrow.Types;

namespace LoanDefault.Arrow;

/// <summary>Exact decimal numbers: <see cref="PrimitiveArray{T}.Values"/> counts units of 10^-scale.</summary>
public sealed class Decimal128Array : PrimitiveArray<Int128>
{
    // What System.Decimal holds: 96 bits and at most 28 digits behind the point.
    private const int MaxSystemScale = 28;
    private static readonly Int128 Bits96 = (Int128.One << 96) - 1;

    /// <summary>A view over buffers.</summary>
    /// <param name="dataType">Digits and scale.</param>
    /// <param name="values">The values, little-endian.</param>
    /// <param name="length">The number of values.</param>
    /// <param name="validity">A bit a value; empty: all are present.</param>
    /// <param name="nullCount">The exact number of missing values; -1: counted when needed.</param>
    /// <param name="offset">Where the array starts within the buffers, in values.</param>
    /// <exception cref="ArgumentException">A buffer is too short.</exception>
    public Decimal128Array(Decimal128Type dataType, ArrowBuffer values, int length, ArrowBuffer validity = default, int nullCount = -1, int offset = 0)
        : base(dataType, values, length, validity, nullCount, offset)
    {
    }

    /// <summary>Digits behind the decimal point.</summary>
    public int Scale => ((Decimal128Type)DataType).Scale;

    /// <summary>One value as .NET's decimal, with its scale; null: missing.</summary>
    /// <param name="index">The position, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    /// <exception cref="OverflowException">.NET's decimal has 96 bits and 28 digits behind the point; this value has more: use <see cref="PrimitiveArray{T}.Values"/>.</exception>
    public decimal? GetDecimal(int index)
    {
        if (GetValue(index) is not { } unscaled)
            return null;
        bool negative = unscaled < 0;
        Int128 magnitude = negative ? -unscaled : unscaled;
        if (Scale is < 0 or > MaxSystemScale || magnitude < 0 || magnitude > Bits96)
            throw new OverflowException($"a value of {DataType} at position {index} does not fit .NET's decimal (96 bits, 28 digits behind the point): read it from Values");
        var bits = (UInt128)magnitude;
        return new decimal((int)(uint)bits, (int)(uint)(bits >> 32), (int)(uint)(bits >> 64), negative, (byte)Scale);
    }

    /// <summary>Builds such an array value by value.</summary>
    /// <param name="dataType">Digits and scale.</param>
    public sealed class Builder(Decimal128Type dataType) : PrimitiveArrayBuilder<Int128, Decimal128Array, Builder>
    {
        private protected override Decimal128Array Create(ArrowBuffer values, int length, ArrowBuffer validity, int nullCount) =>
            new(dataType, values, length, validity, nullCount);
    }
}
