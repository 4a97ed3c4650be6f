using System.Globalization;
using System.Numerics;
using System.Text;
using LoanDefault.Core.Validation;

namespace LoanDefault.Core.Applications.Conversion;

/// <summary>A type whose every value a double holds exactly: integers up to 32 bits, booleans, dates.</summary>
internal sealed class SmallNumberReader<T>(int column) : ColumnReader(column)
    where T : unmanaged, INumber<T>
{
    public override void Read<TColumn>(TColumn source, ApplicationBatch batch)
    {
        CopyValidity(source, batch);
        ReadOnlySpan<T> values = source.Values<T>();
        Span<double> numbers = batch.Numbers(Column)[..values.Length];
        for (int row = 0; row < values.Length; row++)
            numbers[row] = double.CreateTruncating(values[row]);
    }
}

/// <summary>A floating-point type. For an integer column, sizes beyond 2^53 are reported: a neighbour may have been meant.</summary>
internal sealed class RealReader<T>(int column, bool whole) : ColumnReader(column)
    where T : unmanaged, IFloatingPoint<T>
{
    public override void Read<TColumn>(TColumn source, ApplicationBatch batch)
    {
        CopyValidity(source, batch);
        ReadOnlySpan<T> values = source.Values<T>();
        Span<double> numbers = batch.Numbers(Column)[..values.Length];
        bool large = false;
        for (int row = 0; row < values.Length; row++)
        {
            double number = double.CreateTruncating(values[row]);
            numbers[row] = number;
            large |= Math.Abs(number) > LargestExactInteger;
        }

        if (large && whole)
            RejectLarge(numbers, batch);
    }

    private void RejectLarge(ReadOnlySpan<double> numbers, ApplicationBatch batch)
    {
        for (int row = 0; row < numbers.Length; row++)
        {
            if (double.IsFinite(numbers[row]) && Math.Abs(numbers[row]) > LargestExactInteger && batch.IsPresent(Column, row))
                Reject(batch, row, ValidationRules.IntegerTooLarge, Encoding.UTF8.GetBytes(numbers[row].ToString("R", CultureInfo.InvariantCulture)));
        }
    }
}

/// <summary>An integer type that reaches beyond 2^53.</summary>
internal sealed class LargeIntegerReader<T>(int column) : ColumnReader(column)
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    private static readonly T Largest = T.CreateTruncating(LargestExactInteger);
    private static readonly T Smallest = T.IsNegative(T.MinValue) ? T.CreateTruncating(-LargestExactInteger) : T.Zero;

    public override void Read<TColumn>(TColumn source, ApplicationBatch batch)
    {
        CopyValidity(source, batch);
        ReadOnlySpan<T> values = source.Values<T>();
        Span<double> numbers = batch.Numbers(Column)[..values.Length];
        for (int row = 0; row < values.Length; row++)
        {
            T value = values[row];
            numbers[row] = double.CreateTruncating(value);
            if ((value > Largest || value < Smallest) && !source.IsNull(row))
                Reject(batch, row, ValidationRules.IntegerTooLarge, Encoding.UTF8.GetBytes($"{value}"));
        }
    }
}

/// <summary>
/// A decimal: the quotient of its digits by a power of ten, which is correctly rounded as long as both are exact in a
/// double: digits up to 2^53, and powers up to 10^22 (Clinger 1990, fast path). A value beyond 2^53 is reported.
/// </summary>
internal sealed class DecimalReader<T>(int column, byte scale) : ColumnReader(column)
    where T : unmanaged, IBinaryInteger<T>
{
    private const int LargestExactPower = 22;

    private readonly double _power = double.Parse($"1e{scale}", CultureInfo.InvariantCulture);

    public override void Read<TColumn>(TColumn source, ApplicationBatch batch)
    {
        CopyValidity(source, batch);
        ReadOnlySpan<T> values = source.Values<T>();
        Span<double> numbers = batch.Numbers(Column)[..values.Length];
        for (int row = 0; row < values.Length; row++)
        {
            Int128 digits = Int128.CreateTruncating(values[row]);
            if (Int128.Abs(digits) <= LargestExactInteger && scale <= LargestExactPower)
                numbers[row] = (double)digits / _power;
            else
                ReadSlowly(digits, row, source, batch);
        }
    }

    private void ReadSlowly<TColumn>(Int128 digits, int row, TColumn source, ApplicationBatch batch)
        where TColumn : struct, IColumnView, allows ref struct
    {
        string text = $"{digits}e-{scale}";
        double number = double.Parse(text, CultureInfo.InvariantCulture);
        batch.Numbers(Column)[row] = number;
        bool isTooLarge = BigInteger.Abs(digits) > BigInteger.Pow(10, scale) * LargestExactInteger;
        if (isTooLarge && !source.IsNull(row))
            Reject(batch, row, ValidationRules.IntegerTooLarge, Encoding.UTF8.GetBytes(text));
    }
}
