using LoanDefault.Arrow.Types;

namespace LoanDefault.Arrow;

/// <summary>
/// A column of values, each present or missing: a view over buffers that never copies them. Immutable, and safe to read
/// from several threads as long as the buffers are (a batch of a reader: until its next read).
/// </summary>
public abstract class ArrowArray
{
    // Counted when somebody asks.
    private const int NotCounted = -1;
    private int _nullCount;

    private protected ArrowArray(ArrowType dataType, int length, ArrowBuffer validity, int nullCount, int offset)
    {
        ArgumentNullException.ThrowIfNull(dataType);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        if (nullCount < NotCounted || nullCount > length)
            throw new ArgumentOutOfRangeException(nameof(nullCount), nullCount, $"an array of {length} values has 0 to {length} nulls, or -1 to have them counted");
        if (nullCount > 0 && validity.IsEmpty && dataType.TypeId != ArrowTypeId.Null)
            throw new ArgumentException($"{nullCount} nulls need a validity bitmap", nameof(validity));
        if (!validity.IsEmpty)
            Require(validity, Bitmap.BytesFor(checked(offset + length)), "validity bitmap", nameof(validity));
        DataType = dataType;
        Length = length;
        Offset = offset;
        ValidityBuffer = validity;
        _nullCount = validity.IsEmpty && nullCount < 0 ? 0 : nullCount;
    }

    /// <summary>The type of the values.</summary>
    public ArrowType DataType { get; }

    /// <summary>The number of values, missing ones included.</summary>
    public int Length { get; private set; }

    /// <summary>Where this array starts within its buffers, in values; not 0 only for slices.</summary>
    public int Offset { get; private set; }

    /// <summary>The exact number of missing values.</summary>
    public int NullCount
    {
        get
        {
            if (_nullCount == NotCounted)
                _nullCount = Length - Bitmap.CountSet(ValidityBuffer.Span, Offset, Length);
            return _nullCount;
        }
    }

    /// <summary>
    /// The validity bitmap from the byte on that has this array's first bit: bit set, present. The first value's bit is
    /// <see cref="ValidityBitOffset"/>. Empty: every value is present (of a null array: missing).
    /// </summary>
    public ReadOnlySpan<byte> Validity =>
        ValidityBuffer.IsEmpty ? default : ValidityBuffer.Span[(Offset >> 3)..Bitmap.BytesFor(Offset + Length)];

    /// <summary>The first value's bit within the first byte of <see cref="Validity"/>, 0 to 7; 0 unless this is a slice.</summary>
    public int ValidityBitOffset => Offset & 7;

    internal ArrowBuffer ValidityBuffer { get; }

    /// <summary>Whether a value is present.</summary>
    /// <param name="index">The position, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    public virtual bool IsValid(int index)
    {
        CheckIndex(index);
        return ValidityBuffer.IsEmpty || Bitmap.Get(ValidityBuffer.Span, Offset + index);
    }

    /// <summary>Whether a value is missing.</summary>
    /// <param name="index">The position, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    public bool IsNull(int index) => !IsValid(index);

    /// <summary>A part of this array, over the same buffers.</summary>
    /// <param name="offset">The first value.</param>
    /// <param name="length">The number of values.</param>
    /// <exception cref="ArgumentOutOfRangeException">The part is not within the array.</exception>
    public ArrowArray Slice(int offset, int length)
    {
        if ((uint)offset > (uint)Length || (uint)length > (uint)(Length - offset))
            throw new ArgumentOutOfRangeException(nameof(offset), $"values {offset} to {offset + (long)length} are not within an array of {Length}");
        if (offset == 0 && length == Length)
            return this;
        var slice = (ArrowArray)MemberwiseClone();
        slice.Offset = Offset + offset;
        slice.Length = length;
        slice._nullCount = _nullCount == 0 ? 0 : _nullCount == Length ? length : NotCounted;
        slice.OnSliced(offset, length);
        return slice;
    }

    // For arrays whose parts do not share this array's offset.
    private protected virtual void OnSliced(int offset, int length)
    {
    }

    private protected void CheckIndex(int index)
    {
        if ((uint)index >= (uint)Length)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"an array of {Length} values has positions 0 to {Length - 1}");
    }

    private protected static void Require(ArrowBuffer buffer, long bytes, string what, string parameter)
    {
        if (buffer.Length < bytes)
            throw new ArgumentException($"the {what} needs {bytes} bytes but has {buffer.Length}", parameter);
    }
}
