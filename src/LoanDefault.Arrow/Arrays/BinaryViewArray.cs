using System.Buffers.Binary;
using LoanDefault.Arrow.Types;

namespace LoanDefault.Arrow;

/// <summary>
/// Values of bytes as views of 16 bytes: up to 12 bytes stand in the view itself, longer values in one of several buffers.
/// </summary>
public class BinaryViewArray : VariableSizeArray
{
    /// <summary>The bytes of a view.</summary>
    internal const int ViewSize = 16;

    // A view: int32 length, then the bytes (up to 12), or 4 bytes prefix, int32 buffer, int32 offset in it.
    private const int MaxInline = 12;
    private const int InlinePosition = 4;
    private const int BufferPosition = 8;
    private const int OffsetPosition = 12;

    /// <summary>A view over buffers, which are checked.</summary>
    /// <param name="views">16 bytes a value.</param>
    /// <param name="data">The buffers of the longer values.</param>
    /// <param name="length">The number of values.</param>
    /// <param name="validity">A bit a value; empty: all are present.</param>
    /// <param name="nullCount">The exact number of missing values; -1: counted when needed.</param>
    /// <exception cref="ArgumentException">A buffer is too short or a view points out of its buffer.</exception>
    public BinaryViewArray(ArrowBuffer views, IReadOnlyList<ArrowBuffer> data, int length, ArrowBuffer validity = default, int nullCount = -1)
        : this(BinaryViewType.Default, views, data, length, validity, nullCount)
    {
        if (FindProblem() is { } problem)
            throw new ArgumentException(problem, nameof(views));
    }

    // Unchecked: FindProblem is the caller's.
    private protected BinaryViewArray(ArrowType dataType, ArrowBuffer views, IReadOnlyList<ArrowBuffer> data, int length, ArrowBuffer validity, int nullCount)
        : base(dataType, length, validity, nullCount, 0)
    {
        ArgumentNullException.ThrowIfNull(data);
        Require(views, (long)length * ViewSize, "views' buffer", nameof(views));
        ViewBuffer = views;
        DataBuffers = data;
    }

    internal ArrowBuffer ViewBuffer { get; }

    internal IReadOnlyList<ArrowBuffer> DataBuffers { get; }

    /// <summary>The bytes of a value; of a missing one: none.</summary>
    /// <param name="index">The position, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such position.</exception>
    public override ReadOnlySpan<byte> GetBytes(int index)
    {
        if (!IsValid(index))
            return default;
        ReadOnlySpan<byte> view = ViewBuffer.Span.Slice((Offset + index) * ViewSize, ViewSize);
        int length = BinaryPrimitives.ReadInt32LittleEndian(view);
        if (length <= MaxInline)
            return view.Slice(InlinePosition, length);
        ArrowBuffer data = DataBuffers[BinaryPrimitives.ReadInt32LittleEndian(view[BufferPosition..])];
        return data.Span.Slice(BinaryPrimitives.ReadInt32LittleEndian(view[OffsetPosition..]), length);
    }

    internal static BinaryViewArray Unchecked(ArrowBuffer views, IReadOnlyList<ArrowBuffer> data, int length, ArrowBuffer validity, int nullCount) =>
        new(BinaryViewType.Default, views, data, length, validity, nullCount);

    /// <summary>Says what is wrong with the views of present values; null: nothing.</summary>
    internal string? FindProblem()
    {
        ReadOnlySpan<byte> views = ViewBuffer.Span;
        for (int i = Offset; i < Offset + Length; i++)
        {
            ReadOnlySpan<byte> view = views.Slice(i * ViewSize, ViewSize);
            int length = BinaryPrimitives.ReadInt32LittleEndian(view);
            if ((uint)length <= MaxInline)
                continue;
            int buffer = BinaryPrimitives.ReadInt32LittleEndian(view[BufferPosition..]);
            int offset = BinaryPrimitives.ReadInt32LittleEndian(view[OffsetPosition..]);
            bool isInBuffer = length > 0 && (uint)buffer < (uint)DataBuffers.Count && offset >= 0 && (long)offset + length <= DataBuffers[buffer].Length;
            if (!isInBuffer && IsValid(i - Offset))
                return $"the view of value {i - Offset} points out of its buffers";
        }
        return null;
    }
}

/// <summary>Texts in UTF-8 as views of 16 bytes.</summary>
public sealed class StringViewArray : BinaryViewArray, IStringArray
{
    /// <summary>A view over buffers, which are checked.</summary>
    /// <param name="views">16 bytes a value.</param>
    /// <param name="data">The buffers of the longer values.</param>
    /// <param name="length">The number of values.</param>
    /// <param name="validity">A bit a value; empty: all are present.</param>
    /// <param name="nullCount">The exact number of missing values; -1: counted when needed.</param>
    /// <exception cref="ArgumentException">A buffer is too short or a view points out of its buffer.</exception>
    public StringViewArray(ArrowBuffer views, IReadOnlyList<ArrowBuffer> data, int length, ArrowBuffer validity = default, int nullCount = -1)
        : base(StringViewType.Default, views, data, length, validity, nullCount)
    {
        if (FindProblem() is { } problem)
            throw new ArgumentException(problem, nameof(views));
    }

    private StringViewArray(int length, ArrowBuffer views, IReadOnlyList<ArrowBuffer> data, ArrowBuffer validity, int nullCount)
        : base(StringViewType.Default, views, data, length, validity, nullCount)
    {
    }

    /// <inheritdoc/>
    public string? GetString(int index) => DecodeString(index);

    internal static new StringViewArray Unchecked(ArrowBuffer views, IReadOnlyList<ArrowBuffer> data, int length, ArrowBuffer validity, int nullCount) =>
        new(length, views, data, validity, nullCount);
}
