using LoanDefault.Arrow.Types;

namespace LoanDefault.Arrow;

/// <summary>Values of bytes, with 64-bit offsets; all values of one array together have at most 2 GiB here.</summary>
public class LargeBinaryArray : VariableSizeArray
{
    /// <summary>A view over buffers.</summary>
    /// <param name="offsets">Where each value starts, and where the last one ends; must not fall and must stay within the bytes.</param>
    /// <param name="data">The bytes.</param>
    /// <param name="length">The number of values.</param>
    /// <param name="validity">A bit a value; empty: all are present.</param>
    /// <param name="nullCount">The exact number of missing values; -1: counted when needed.</param>
    /// <param name="offset">Where the array starts within the buffers, in values.</param>
    /// <exception cref="ArgumentException">A buffer is too short or the offsets are wrong.</exception>
    public LargeBinaryArray(ArrowBuffer offsets, ArrowBuffer data, int length, ArrowBuffer validity = default, int nullCount = -1, int offset = 0)
        : this(LargeBinaryType.Default, offsets, data, length, validity, nullCount, offset) =>
        RequireOffsets();

    private protected LargeBinaryArray(ArrowType dataType, ArrowBuffer offsets, ArrowBuffer data, int length, ArrowBuffer validity, int nullCount, int offset)
        : base(dataType, length, validity, nullCount, offset)
    {
        if (length > 0)
            Require(offsets, ((long)offset + length + 1) * sizeof(long), "offsets' buffer", nameof(offsets));
        OffsetBuffer = offsets;
        DataBuffer = data;
    }

    /// <summary>Where in <see cref="Data"/> each value starts, and behind it where the last one ends; empty when there is no value.</summary>
    public ReadOnlySpan<long> ValueOffsets => Length == 0 ? default : OffsetBuffer.Elements<long>(Offset, Length + 1);

    /// <summary>The bytes that <see cref="ValueOffsets"/> point into.</summary>
    public ReadOnlySpan<byte> Data => DataBuffer.Span;

    internal ArrowBuffer OffsetBuffer { get; }

    internal ArrowBuffer DataBuffer { get; }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> GetBytes(int index)
    {
        CheckIndex(index);
        ReadOnlySpan<long> ends = OffsetBuffer.Elements<long>(Offset + index, 2);
        return DataBuffer.Span[(int)ends[0]..(int)ends[1]];
    }

    // For those who have checked the offsets already.
    internal static LargeBinaryArray Checked(ArrowBuffer offsets, ArrowBuffer data, int length, ArrowBuffer validity, int nullCount) =>
        new(LargeBinaryType.Default, offsets, data, length, validity, nullCount, 0);

    private protected void RequireOffsets()
    {
        if (Offsets.Check(ValueOffsets, DataBuffer.Length) is { } problem)
            throw new ArgumentException(problem);
    }
}

/// <summary>Texts in UTF-8, with 64-bit offsets; all texts of one array together have at most 2 GiB here.</summary>
public sealed class LargeStringArray : LargeBinaryArray, IStringArray
{
    /// <summary>A view over buffers.</summary>
    /// <param name="offsets">Where each value starts, and where the last one ends; must not fall and must stay within the bytes.</param>
    /// <param name="data">The UTF-8 bytes.</param>
    /// <param name="length">The number of values.</param>
    /// <param name="validity">A bit a value; empty: all are present.</param>
    /// <param name="nullCount">The exact number of missing values; -1: counted when needed.</param>
    /// <param name="offset">Where the array starts within the buffers, in values.</param>
    /// <exception cref="ArgumentException">A buffer is too short or the offsets are wrong.</exception>
    public LargeStringArray(ArrowBuffer offsets, ArrowBuffer data, int length, ArrowBuffer validity = default, int nullCount = -1, int offset = 0)
        : base(LargeStringType.Default, offsets, data, length, validity, nullCount, offset) =>
        RequireOffsets();

    private LargeStringArray(ArrowBuffer offsets, ArrowBuffer data, int length, ArrowBuffer validity, int nullCount)
        : base(LargeStringType.Default, offsets, data, length, validity, nullCount, 0)
    {
    }

    /// <inheritdoc/>
    public string? GetString(int index) => DecodeString(index);

    // For those who have checked the offsets already.
    internal static new LargeStringArray Checked(ArrowBuffer offsets, ArrowBuffer data, int length, ArrowBuffer validity, int nullCount) =>
        new(offsets, data, length, validity, nullCount);
}
