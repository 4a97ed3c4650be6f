using System.Buffers.Binary;
using LoanDefault.Arrow.FlatBuffers;
using LoanDefault.Arrow.Types;

namespace LoanDefault.Arrow.Ipc;

/// <summary>
/// Makes arrays over a body as a RecordBatch's metadata says. Every number in it is checked before it is used: what the
/// arrays hand out lies within the body.
/// </summary>
internal ref partial struct BatchDecoder
{
    private readonly ReadOnlySpan<byte> _nodes;
    private readonly ReadOnlySpan<byte> _buffers;
    private readonly ReadOnlySpan<byte> _variadicCounts;
    private readonly ArrowBuffer _body;
    private readonly Func<int, ArrowArray>? _dictionaries;
    private readonly List<string> _path = [];
    private long _unclaimed;
    private int _node;
    private int _buffer;
    private int _variadicCount;
    private int _dictionary;

    /// <summary>Decodes over the tables of a message.</summary>
    /// <param name="batch">The table RecordBatch.</param>
    /// <param name="body">The message's body.</param>
    /// <param name="dictionaries">The values of the dictionary-encoded field at a position among them, depth first; null: there are none.</param>
    /// <exception cref="ArrowFormatException">The batch is compressed or its numbers are wrong.</exception>
    public BatchDecoder(FlatTable batch, ArrowBuffer body, Func<int, ArrowArray>? dictionaries)
        : this(batch.Vector(Format.RecordBatch.Nodes, Format.PairSize), batch.Vector(Format.RecordBatch.Buffers, Format.PairSize),
            batch.Vector(Format.RecordBatch.VariadicCounts, sizeof(long)), body, dictionaries)
    {
        if (batch.TryTable(Format.RecordBatch.Compression, out FlatTable compression))
            throw Compressed(compression.Byte(Format.Compression.Codec));
        Length = RowCount(batch.Int64(Format.RecordBatch.Length));
    }

    /// <summary>Decodes over nodes and buffers, two little-endian int64 each.</summary>
    public BatchDecoder(ReadOnlySpan<byte> nodes, ReadOnlySpan<byte> buffers, ReadOnlySpan<byte> variadicCounts, ArrowBuffer body, Func<int, ArrowArray>? dictionaries)
    {
        _nodes = nodes;
        _buffers = buffers;
        _variadicCounts = variadicCounts;
        _body = body;
        _dictionaries = dictionaries;
        _unclaimed = body.Length;
    }

    /// <summary>The number of rows that the message says.</summary>
    public int Length { get; }

    /// <summary>Decodes all columns; nothing of the metadata may be left over.</summary>
    public ArrowArray[] Columns(IReadOnlyList<Field> fields, int length)
    {
        var arrays = new ArrowArray[fields.Count];
        for (int i = 0; i < arrays.Length; i++)
        {
            arrays[i] = Column(fields[i]);
            if (arrays[i].Length != length)
                throw new ArrowFormatException($"it has {arrays[i].Length} values in a batch of {length} rows", Quoted.Name(fields[i].Name));
        }
        if (_node * Format.PairSize != _nodes.Length || _buffer * Format.PairSize != _buffers.Length || _variadicCount * sizeof(long) != _variadicCounts.Length)
            throw new ArrowFormatException("a batch describes more columns or buffers than its schema has");
        return arrays;
    }

    private ArrowArray Column(Field field)
    {
        _path.Add(field.Name);
        ArrowArray array = Array(field.DataType);
        _path.RemoveAt(_path.Count - 1);
        return array;
    }

    private ArrowArray Array(ArrowType type)
    {
        (int length, int nulls) = NextNode();
        switch (type)
        {
            case NullType:
                return new NullArray(length);
            case DictionaryType dictionary:
                return Dictionary(dictionary, length, nulls);
        }
        (ArrowBuffer validity, nulls) = Validity(length, nulls);
        return type switch
        {
            BooleanType => new BooleanArray(NextBuffer(Bitmap.BytesFor(length)), length, validity, nulls),
            StringType or BinaryType => Binary(type, length, validity, nulls),
            LargeStringType or LargeBinaryType => LargeBinary(type, length, validity, nulls),
            StringViewType or BinaryViewType => View(type, length, validity, nulls),
            StructType structure => Struct(structure, length, validity, nulls),
            ListType list => List(list, length, validity, nulls),
            LargeListType list => LargeList(list, length, validity, nulls),
            _ => Primitive(type, length, validity, nulls),
        };
    }

    // The validity buffer is kept when nothing is missing, so that passing a batch on passes its bytes on.
    private (ArrowBuffer Bits, int Nulls) Validity(int length, int nulls)
    {
        ArrowBuffer bits = NextBuffer(0);
        if (bits.IsEmpty)
            return nulls == 0 ? (bits, 0) : throw Error($"{nulls} values are missing, but it has no validity bitmap");
        if (bits.Length < Bitmap.BytesFor(length))
            throw Error($"its validity bitmap has {bits.Length} bytes for {length} values");
        int counted = length - Bitmap.CountSet(bits.Span, 0, length);
        // Others read a batch without nulls without looking at its bitmap.
        if (counted != nulls && nulls != 0)
            throw Error($"it declares {nulls} missing values, but its validity bitmap has {counted}");
        return (counted == nulls ? bits : default, nulls);
    }

    private (int Length, int Nulls) NextNode()
    {
        if ((_node + 1) * Format.PairSize > _nodes.Length)
            throw Error("the batch describes fewer columns than its schema has");
        (long length, long nulls) = Pair(_nodes, _node++);
        int count = RowCount(length);
        return nulls >= 0 && nulls <= count ? (count, (int)nulls) : throw Error($"it declares {nulls} missing values among {count}");
    }

    private ArrowBuffer NextBuffer(long needed)
    {
        if ((_buffer + 1) * Format.PairSize > _buffers.Length)
            throw Error("the batch describes fewer buffers than its schema needs");
        (long offset, long length) = Pair(_buffers, _buffer++);
        if (offset < 0 || length < 0 || offset > _body.Length || length > _body.Length - offset)
            throw Error($"a buffer of {length} bytes from byte {offset} on is not within the message's body of {_body.Length}");
        if (length < needed)
            throw Error($"a buffer has {length} bytes where its values need {needed}");
        if (offset % Format.Alignment != 0 && length > 0)
            throw Error($"a buffer starts at byte {offset} of the message's body, which is not a multiple of {Format.Alignment}");
        // Each byte of a body belongs to one buffer, so that checking them all takes as long as the body is long.
        _unclaimed -= length;
        return _unclaimed >= 0 ? _body.Slice((int)offset, (int)length) : throw Error("the buffers of the batch overlap");
    }

    private readonly ArrowFormatException Error(string message) => new(message, string.Join('.', _path.Select(Quoted.Name)));

    private static int RowCount(long length) =>
        length is >= 0 and <= int.MaxValue - Format.Alignment ? (int)length : throw new ArrowFormatException($"a batch or column has {length} rows; at most 2^31 are read");

    private static (long First, long Second) Pair(ReadOnlySpan<byte> pairs, int index) =>
        (BinaryPrimitives.ReadInt64LittleEndian(pairs[(index * Format.PairSize)..]), BinaryPrimitives.ReadInt64LittleEndian(pairs[(index * Format.PairSize + sizeof(long))..]));

    private static ArrowFormatException Compressed(byte codec)
    {
        string name = codec switch { Format.Compression.Lz4 => "LZ4", Format.Compression.Zstd => "zstd", _ => $"codec {codec}" };
        return new ArrowFormatException(
            $"its batches are compressed with {name}, which is not read here: let the sender not compress (Spark: spark.sql.execution.arrow.compression.codec=none)");
    }
}
