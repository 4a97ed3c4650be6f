using System.Globalization;
using LoanDefault.Core.Validation;

namespace LoanDefault.Core.Applications.Conversion;

/// <summary>A category, looked up by its UTF-8 bytes.</summary>
internal sealed class CategoryReader(int column) : ColumnReader(column)
{
    public override void Read<TColumn>(TColumn source, ApplicationBatch batch)
    {
        for (int row = 0; row < source.Count; row++)
        {
            if (source.IsNull(row))
                batch.Codes(Column)[row] = CategoryDictionary.Missing;
            else
                batch.SetCategory(Column, row, source.Bytes(row));
        }
    }
}

/// <summary>A number written as text: digits, sign, '.', exponent; the nearest double.</summary>
internal sealed class NumberTextReader(int column, bool whole) : ColumnReader(column)
{
    private const NumberStyles Style = NumberStyles.Float;

    public override void Read<TColumn>(TColumn source, ApplicationBatch batch)
    {
        CopyValidity(source, batch);
        Span<double> numbers = batch.Numbers(Column);
        for (int row = 0; row < source.Count; row++)
        {
            if (source.IsNull(row))
                continue;
            ReadOnlySpan<byte> text = source.Bytes(row);
            if (!double.TryParse(text, Style, CultureInfo.InvariantCulture, out double number))
                Reject(batch, row, ValidationRules.NotANumber, text);
            else if (Math.Abs(number) >= LargestExactInteger && IsInexactInteger(text, number))
                Reject(batch, row, ValidationRules.IntegerTooLarge, text);
            else
                numbers[row] = number;
        }
    }

    // Rounding has made 2^53 + 1 into 2^53 already, so the text decides.
    private bool IsInexactInteger(ReadOnlySpan<byte> text, double number)
    {
        ReadOnlySpan<byte> digits = text.Trim(" +-"u8);
        bool isInteger = whole || digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;
        return isInteger && double.IsFinite(number) && !digits.TrimStart((byte)'0').SequenceEqual("9007199254740992"u8);
    }
}

/// <summary>A date written as <c>YYYY-MM-DD</c>.</summary>
internal sealed class DateTextReader(int column) : ColumnReader(column)
{
    private const int Length = 10;
    private static readonly int Epoch = new DateOnly(1970, 1, 1).DayNumber;

    public override void Read<TColumn>(TColumn source, ApplicationBatch batch)
    {
        CopyValidity(source, batch);
        Span<double> days = batch.Numbers(Column);
        for (int row = 0; row < source.Count; row++)
        {
            if (source.IsNull(row))
                continue;
            ReadOnlySpan<byte> text = source.Bytes(row);
            if (TryParse(text, out DateOnly date))
                days[row] = date.DayNumber - Epoch;
            else
                Reject(batch, row, ValidationRules.NotADate, text);
        }
    }

    private static bool TryParse(ReadOnlySpan<byte> text, out DateOnly date)
    {
        date = default;
        if (text.Length != Length)
            return false;
        Span<char> chars = stackalloc char[Length];
        for (int i = 0; i < Length; i++)
            chars[i] = (char)text[i];
        return DateOnly.TryParseExact(chars, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);
    }
}
