using System.Text;
using LoanDefault.Arrow.Types;

namespace LoanDefault.Arrow;

/// <summary>Texts in UTF-8, with 32-bit offsets.</summary>
public sealed class StringArray : BinaryArray, IStringArray
{
    /// <summary>A view over buffers.</summary>
    /// <param name="offsets">Where each value starts, and where the last one ends; must not fall and must stay within the bytes.</param>
    /// <param name="data">The UTF-8 bytes.</param>
    /// <param name="length">The number of values.</param>
    /// <param name="validity">A bit a value; empty: all are present.</param>
    /// <param name="nullCount">The exact number of missing values; -1: counted when needed.</param>
    /// <param name="offset">Where the array starts within the buffers, in values.</param>
    /// <exception cref="ArgumentException">A buffer is too short or the offsets are wrong.</exception>
    public StringArray(ArrowBuffer offsets, ArrowBuffer data, int length, ArrowBuffer validity = default, int nullCount = -1, int offset = 0)
        : base(StringType.Default, offsets, data, length, validity, nullCount, offset) =>
        RequireOffsets();

    private StringArray(ArrowBuffer offsets, ArrowBuffer data, int length, ArrowBuffer validity, int nullCount)
        : base(StringType.Default, offsets, data, length, validity, nullCount, 0)
    {
    }

    /// <inheritdoc/>
    public string? GetString(int index) => DecodeString(index);

    // For those who have checked the offsets already.
    internal static new StringArray Checked(ArrowBuffer offsets, ArrowBuffer data, int length, ArrowBuffer validity, int nullCount) =>
        new(offsets, data, length, validity, nullCount);

    /// <summary>Builds such an array value by value.</summary>
    public new sealed class Builder : BinaryArrayBuilder<StringArray, Builder>
    {
        /// <summary>Appends a text; null: a missing value.</summary>
        /// <param name="value">The text.</param>
        public Builder Append(string? value)
        {
            if (value is null)
                return AppendNull();
            Span<byte> to = AddValue(Encoding.UTF8.GetByteCount(value));
            Encoding.UTF8.GetBytes(value, to);
            return this;
        }

        private protected override StringArray Create(ArrowBuffer offsets, ArrowBuffer data, int length, ArrowBuffer validity, int nullCount) =>
            Checked(offsets, data, length, validity, nullCount);
    }
}
