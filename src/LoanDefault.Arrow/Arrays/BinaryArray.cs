using LoanDefault.Arrow.Types;

namespace LoanDefault.Arrow;

/// <summary>Values of bytes, with 32-bit offsets.</summary>
public class BinaryArray : VariableSizeArray
{
    /// <summary>A view over buffers.</summary>
    /// <param name="offsets">Where each value starts, and where the last one ends; must not fall and must stay within the bytes.</param>
    /// <param name="data">The bytes.</param>
    /// <param name="length">The number of values.</param>
    /// <param name="validity">A bit a value; empty: all are present.</param>
    /// <param name="nullCount">The exact number of missing values; -1: counted when needed.</param>
    /// <param name="offset">Where the array starts within the buffers, in values.</param>
    /// <exception cref="ArgumentException">A buffer is too short or the offsets are wrong.</exception>
    public BinaryArray(ArrowBuffer offsets, ArrowBuffer data, int length, ArrowBuffer validity = default, int nullCount = -1, int offset = 0)
        : this(BinaryType.Default, offsets, data, length, validity, nullCount, offset) =>
        RequireOffsets();

    private protected BinaryArray(ArrowType dataType, ArrowBuffer offsets, ArrowBuffer data, int length, ArrowBuffer validity, int nullCount, int offset)
        : base(dataType, length, validity, nullCount, offset)
    {
        if (length > 0)
            Require(offsets, ((long)offset + length + 1) * sizeof(int), "offsets' buffer", nameof(offsets));
        OffsetBuffer = offsets;
        DataBuffer = data;
    }

    /// <summary>Where in <see cref="Data"/> each value starts, and behind it where the last one ends; empty when there is no value.</summary>
    public ReadOnlySpan<int> ValueOffsets => Length == 0 ? default : OffsetBuffer.Elements<int>(Offset, Length + 1);

    /// <summary>The bytes that <see cref="ValueOffsets"/> point into.</summary>
    public ReadOnlySpan<byte> Data => DataBuffer.Span;

    internal ArrowBuffer OffsetBuffer { get; }

    internal ArrowBuffer DataBuffer { get; }

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> GetBytes(int index)
    {
        CheckIndex(index);
        ReadOnlySpan<int> ends = OffsetBuffer.Elements<int>(Offset + index, 2);
        return DataBuffer.Span[ends[0]..ends[1]];
    }

    // For those who have checked the offsets already.
    internal static BinaryArray Checked(ArrowBuffer offsets, ArrowBuffer data, int length, ArrowBuffer validity, int nullCount) =>
        new(BinaryType.Default, offsets, data, length, validity, nullCount, 0);

    private protected void RequireOffsets()
    {
        if (Offsets.Check(ValueOffsets, DataBuffer.Length) is { } problem)
            throw new ArgumentException(problem);
    }

    /// <summary>Builds such an array value by value.</summary>
    public sealed class Builder : BinaryArrayBuilder<BinaryArray, Builder>
    {
        private protected override BinaryArray Create(ArrowBuffer offsets, ArrowBuffer data, int length, ArrowBuffer validity, int nullCount) =>
            Checked(offsets, data, length, validity, nullCount);
    }
}
