using LoanDefault.Arrow.Types;

namespace LoanDefault.Arrow;

/// <summary>Runs of another array, with 32-bit offsets.</summary>
public sealed class ListArray : ArrowArray
{
    // Unchecked: the reader has checked the offsets.
    internal ListArray(ListType dataType, ArrowBuffer offsets, ArrowArray values, int length, ArrowBuffer validity, int nullCount)
        : base(dataType, length, validity, nullCount, 0)
    {
        OffsetBuffer = offsets;
        Values = values;
    }

    /// <summary>The items of all lists.</summary>
    public ArrowArray Values { get; }

    /// <summary>Where in <see cref="Values"/> each list starts, and behind it where the last one ends; empty when there is no list.</summary>
    public ReadOnlySpan<int> ValueOffsets => Length == 0 ? default : OffsetBuffer.Elements<int>(Offset, Length + 1);

    internal ArrowBuffer OffsetBuffer { get; }

    /// <summary>The items of one list, over the same buffers; null: the list is missing.</summary>
    /// <param name="index">The position, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    public ArrowArray? GetValues(int index)
    {
        if (IsNull(index))
            return null;
        ReadOnlySpan<int> ends = ValueOffsets.Slice(index, 2);
        return Values.Slice(ends[0], ends[1] - ends[0]);
    }
}

/// <summary>Runs of another array, with 64-bit offsets.</summary>
public sealed class LargeListArray : ArrowArray
{
    // Unchecked: the reader has checked the offsets.
    internal LargeListArray(LargeListType dataType, ArrowBuffer offsets, ArrowArray values, int length, ArrowBuffer validity, int nullCount)
        : base(dataType, length, validity, nullCount, 0)
    {
        OffsetBuffer = offsets;
        Values = values;
    }

    /// <summary>The items of all lists.</summary>
    public ArrowArray Values { get; }

    /// <summary>Where in <see cref="Values"/> each list starts, and behind it where the last one ends; empty when there is no list.</summary>
    public ReadOnlySpan<long> ValueOffsets => Length == 0 ? default : OffsetBuffer.Elements<long>(Offset, Length + 1);

    internal ArrowBuffer OffsetBuffer { get; }

    /// <summary>The items of one list, over the same buffers; null: the list is missing.</summary>
    /// <param name="index">The position, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    public ArrowArray? GetValues(int index)
    {
        if (IsNull(index))
            return null;
        ReadOnlySpan<long> ends = ValueOffsets.Slice(index, 2);
        return Values.Slice((int)ends[0], (int)(ends[1] - ends[0]));
    }
}
