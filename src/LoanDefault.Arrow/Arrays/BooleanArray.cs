using LoanDefault.Arrow.Types;

namespace LoanDefault.Arrow;

/// <summary>True or false, a bit each.</summary>
public sealed class BooleanArray : ArrowArray
{
    /// <summary>A view over buffers.</summary>
    /// <param name="values">A bit a value, the least significant of a byte first.</param>
    /// <param name="length">The number of values.</param>
    /// <param name="validity">A bit a value; empty: all are present.</param>
    /// <param name="nullCount">The exact number of missing values; -1: counted when needed.</param>
    /// <param name="offset">Where the array starts within the buffers, in values.</param>
    /// <exception cref="ArgumentException">A buffer is too short.</exception>
    public BooleanArray(ArrowBuffer values, int length, ArrowBuffer validity = default, int nullCount = -1, int offset = 0)
        : base(BooleanType.Default, length, validity, nullCount, offset)
    {
        Require(values, Bitmap.BytesFor(offset + length), "values' buffer", nameof(values));
        ValueBuffer = values;
    }

    /// <summary>
    /// The values as bits, from the byte on that has this array's first bit, which is bit <see cref="ArrowArray.Offset"/> % 8
    /// of it. At a missing value's position stands anything.
    /// </summary>
    public ReadOnlySpan<byte> Values => ValueBuffer.Span[(Offset >> 3)..Bitmap.BytesFor(Offset + Length)];

    internal ArrowBuffer ValueBuffer { get; }

    /// <summary>One value; null: missing.</summary>
    /// <param name="index">The position, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    public bool? GetValue(int index) => IsValid(index) ? Bitmap.Get(ValueBuffer.Span, Offset + index) : null;

    /// <summary>Builds such an array value by value.</summary>
    public sealed class Builder : ArrayBuilder<BooleanArray>
    {
        private GrowingArray<byte> _bits;

        /// <summary>Appends a value.</summary>
        /// <param name="value">The value.</param>
        public Builder Append(bool value)
        {
            AddSlot(isValid: true);
            AddBit(value);
            return this;
        }

        /// <summary>Appends a missing value.</summary>
        public Builder AppendNull()
        {
            AddSlot(isValid: false);
            AddBit(false);
            return this;
        }

        private protected override BooleanArray Create(int length, ArrowBuffer validity, int nullCount) =>
            new(_bits.ToBuffer(), length, validity, nullCount);

        private protected override void Forget(bool keepMemory) => _bits.Forget(keepMemory);

        private void AddBit(bool value)
        {
            int index = Length - 1;
            if ((index & 7) == 0)
                _bits.Add(0);
            Bitmap.Set(_bits.Written, index, value);
        }
    }
}
