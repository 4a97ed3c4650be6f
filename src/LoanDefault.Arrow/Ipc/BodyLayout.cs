using System.Runtime.InteropServices;

namespace LoanDefault.Arrow.Ipc;

/// <summary>
/// Which bytes make the body of a batch: views of the arrays' buffers where they can be sent as they are, and copies of what
/// a slice must have shifted or counted anew.
/// </summary>
internal sealed class BodyLayout
{
    private readonly List<ArrowBuffer> _buffers = [];
    private readonly List<(long Length, long Nulls)> _nodes = [];
    private readonly List<long> _variadicCounts = [];
    private byte[] _scratch = [];
    private int _scratchUsed;

    /// <summary>Length and null count of each array, parents before their children.</summary>
    public ReadOnlySpan<(long Length, long Nulls)> Nodes => CollectionsMarshal.AsSpan(_nodes);

    /// <summary>The buffers in their order; each is padded to 8 bytes behind it.</summary>
    public ReadOnlySpan<ArrowBuffer> Buffers => CollectionsMarshal.AsSpan(_buffers);

    /// <summary>How many buffers each array of views points into.</summary>
    public ReadOnlySpan<long> VariadicCounts => CollectionsMarshal.AsSpan(_variadicCounts);

    /// <summary>All buffers with their padding.</summary>
    public long BodyLength { get; private set; }

    public void Clear()
    {
        _buffers.Clear();
        _nodes.Clear();
        _variadicCounts.Clear();
        _scratchUsed = 0;
        BodyLength = 0;
    }

    public void Add(ArrowArray array)
    {
        if (array is DictionaryArray dictionary)
        {
            Add(dictionary.Indices);
            return;
        }
        _nodes.Add((array.Length, array.NullCount));
        if (array is NullArray)
            return;
        AddValidity(array);
        switch (array)
        {
            case BooleanArray bits:
                AddBits(bits.ValueBuffer, bits.Offset, bits.Length);
                break;
            case BinaryArray bytes:
                AddData(bytes.DataBuffer, AddOffsets(bytes.OffsetBuffer, bytes.ValueOffsets, bytes.Offset));
                break;
            case LargeBinaryArray bytes:
                AddData(bytes.DataBuffer, AddOffsets(bytes.OffsetBuffer, bytes.ValueOffsets, bytes.Offset));
                break;
            case BinaryViewArray views:
                AddViews(views);
                break;
            case StructArray structure:
                foreach (ArrowArray field in structure.Fields)
                    Add(field);
                break;
            case ListArray list:
                AddItems(list.Values, AddOffsets(list.OffsetBuffer, list.ValueOffsets, list.Offset));
                break;
            case LargeListArray list:
                AddItems(list.Values, AddOffsets(list.OffsetBuffer, list.ValueOffsets, list.Offset));
                break;
            default:
                AddValues(array);
                break;
        }
    }

    private void AddValues(ArrowArray array)
    {
        switch (array)
        {
            case PrimitiveArray<sbyte> values:
                AddValues(values, sizeof(sbyte));
                break;
            case PrimitiveArray<byte> values:
                AddValues(values, sizeof(byte));
                break;
            case PrimitiveArray<short> values:
                AddValues(values, sizeof(short));
                break;
            case PrimitiveArray<ushort> values:
                AddValues(values, sizeof(ushort));
                break;
            case PrimitiveArray<int> values:
                AddValues(values, sizeof(int));
                break;
            case PrimitiveArray<uint> values:
                AddValues(values, sizeof(uint));
                break;
            case PrimitiveArray<float> values:
                AddValues(values, sizeof(float));
                break;
            case PrimitiveArray<long> values:
                AddValues(values, sizeof(long));
                break;
            case PrimitiveArray<ulong> values:
                AddValues(values, sizeof(ulong));
                break;
            case PrimitiveArray<double> values:
                AddValues(values, sizeof(double));
                break;
            case PrimitiveArray<Int128> values:
                AddValues(values, 2 * sizeof(long));
                break;
            default:
                throw new NotSupportedException($"no layout for {array.DataType}");
        }
    }

    private void AddValues<T>(PrimitiveArray<T> array, int width)
        where T : unmanaged => AddBuffer(array.ValueBuffer.Slice(array.Offset * width, array.Length * width));

    // A bitmap without a cleared bit goes along when it needs no shifting: bodies that are passed on stay in one piece.
    private void AddValidity(ArrowArray array)
    {
        if (array.ValidityBuffer.IsEmpty || (array.NullCount == 0 && (array.Offset & 7) != 0))
            AddBuffer(default);
        else
            AddBits(array.ValidityBuffer, array.Offset, array.Length);
    }

    private void AddBits(ArrowBuffer bits, int start, int count)
    {
        if ((start & 7) == 0 || count == 0)
        {
            AddBuffer(bits.Slice(start >> 3, Bitmap.BytesFor(count)));
            return;
        }
        Bitmap.CopyToStart(bits.Span, start, count, AddScratch(Bitmap.BytesFor(count)));
    }

    // Offsets start at 0 in a stream, so those of most slices are counted anew.
    private (long Start, long End) AddOffsets(ArrowBuffer buffer, ReadOnlySpan<int> offsets, int first)
    {
        if (offsets.IsEmpty)
        {
            AddScratch(sizeof(int)).Clear();
            return (0, 0);
        }
        int start = offsets[0];
        if (start == 0)
            AddBuffer(buffer.Slice(first * sizeof(int), offsets.Length * sizeof(int)));
        else
            Subtract(offsets, start, MemoryMarshal.Cast<byte, int>(AddScratch(offsets.Length * sizeof(int))));
        return (start, offsets[^1]);
    }

    private (long Start, long End) AddOffsets(ArrowBuffer buffer, ReadOnlySpan<long> offsets, int first)
    {
        if (offsets.IsEmpty)
        {
            AddScratch(sizeof(long)).Clear();
            return (0, 0);
        }
        long start = offsets[0];
        if (start == 0)
            AddBuffer(buffer.Slice(first * sizeof(long), offsets.Length * sizeof(long)));
        else
            Subtract(offsets, start, MemoryMarshal.Cast<byte, long>(AddScratch(offsets.Length * sizeof(long))));
        return (start, offsets[^1]);
    }

    private static void Subtract<T>(ReadOnlySpan<T> offsets, T start, Span<T> to)
        where T : unmanaged, System.Numerics.IBinaryInteger<T>
    {
        for (int i = 0; i < offsets.Length; i++)
            to[i] = offsets[i] - start;
    }

    private void AddData(ArrowBuffer data, (long Start, long End) part) => AddBuffer(data.Slice((int)part.Start, (int)(part.End - part.Start)));

    private void AddItems(ArrowArray items, (long Start, long End) part) => Add(items.Slice((int)part.Start, (int)(part.End - part.Start)));

    private void AddViews(BinaryViewArray array)
    {
        AddBuffer(array.ViewBuffer.Slice(array.Offset * BinaryViewArray.ViewSize, array.Length * BinaryViewArray.ViewSize));
        _variadicCounts.Add(array.DataBuffers.Count);
        foreach (ArrowBuffer data in array.DataBuffers)
            AddBuffer(data);
    }

    private void AddBuffer(ArrowBuffer buffer)
    {
        _buffers.Add(buffer);
        BodyLength += Format.Pad(buffer.Length);
    }

    private Span<byte> AddScratch(int length)
    {
        int padded = checked((int)Format.Pad(length));
        // A scratch that is full stays with the buffers that view it.
        if (padded > _scratch.Length - _scratchUsed)
        {
            _scratch = new byte[Math.Max(padded, Math.Max(4096, _scratch.Length * 2L) is var larger && larger <= int.MaxValue ? (int)larger : padded)];
            _scratchUsed = 0;
        }
        AddBuffer(ArrowBuffer.Of(_scratch, _scratchUsed, length));
        Span<byte> scratch = _scratch.AsSpan(_scratchUsed, length);
        _scratchUsed += padded;
        return scratch;
    }
}
