using System.Buffers.Binary;

namespace LoanDefault.Arrow.FlatBuffers;

/// <summary>
/// A table within the bytes of a FlatBuffer that nobody has verified: each access checks that it stays within the bytes.
/// A table may be reached from itself; who follows tables limits the depth and the number of steps.
/// </summary>
internal readonly ref struct FlatTable
{
    private const int VtableHeader = 4;
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _position;
    private readonly ReadOnlySpan<byte> _slots;

    private FlatTable(ReadOnlySpan<byte> bytes, int position)
    {
        _bytes = bytes;
        _position = position;
        long vtable = (long)position - BinaryPrimitives.ReadInt32LittleEndian(Take(bytes, position, sizeof(int)));
        int size = BinaryPrimitives.ReadUInt16LittleEndian(Take(bytes, vtable, VtableHeader));
        _slots = size >= VtableHeader ? Take(bytes, vtable, size)[VtableHeader..] : throw Broken("a table's layout is too short");
    }

    /// <summary>The table that the bytes are of.</summary>
    public static FlatTable Root(ReadOnlySpan<byte> bytes) => new(bytes, Follow(bytes, 0));

    public byte Byte(int slot, byte otherwise = 0) => Field(slot, sizeof(byte)) is [var value] ? value : otherwise;

    public bool Boolean(int slot) => Byte(slot) != 0;

    public short Int16(int slot, short otherwise = 0) =>
        Field(slot, sizeof(short)) is { IsEmpty: false } bytes ? BinaryPrimitives.ReadInt16LittleEndian(bytes) : otherwise;

    public int Int32(int slot, int otherwise = 0) =>
        Field(slot, sizeof(int)) is { IsEmpty: false } bytes ? BinaryPrimitives.ReadInt32LittleEndian(bytes) : otherwise;

    public long Int64(int slot) =>
        Field(slot, sizeof(long)) is { IsEmpty: false } bytes ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : 0;

    /// <summary>Finds a table that a field refers to; false: the field is absent.</summary>
    public bool TryTable(int slot, out FlatTable table)
    {
        int position = FieldPosition(slot, sizeof(int));
        table = position < 0 ? default : new FlatTable(_bytes, Follow(_bytes, position));
        return position >= 0;
    }

    /// <summary>The elements of a vector of scalars or structs; empty when the field is absent.</summary>
    public ReadOnlySpan<byte> Vector(int slot, int elementSize)
    {
        int position = FieldPosition(slot, sizeof(int));
        if (position < 0)
            return default;
        int start = Follow(_bytes, position);
        uint count = BinaryPrimitives.ReadUInt32LittleEndian(Take(_bytes, start, sizeof(int)));
        return Take(_bytes, start + (long)sizeof(int), count * (long)elementSize);
    }

    /// <summary>A text's UTF-8 bytes; empty when the field is absent.</summary>
    public ReadOnlySpan<byte> Text(int slot) => Vector(slot, sizeof(byte));

    public bool Has(int slot) => FieldPosition(slot, sizeof(byte)) >= 0;

    /// <summary>A vector of tables; empty when the field is absent.</summary>
    public FlatTables Tables(int slot)
    {
        ReadOnlySpan<byte> references = Vector(slot, sizeof(int));
        return references.IsEmpty ? default : new FlatTables(_bytes, Follow(_bytes, FieldPosition(slot, sizeof(int))) + sizeof(int), references.Length / sizeof(int));
    }

    internal static FlatTable At(ReadOnlySpan<byte> bytes, int reference) => new(bytes, Follow(bytes, reference));

    private ReadOnlySpan<byte> Field(int slot, int size)
    {
        int position = FieldPosition(slot, size);
        return position < 0 ? default : _bytes.Slice(position, size);
    }

    // Where a field's value is; -1: the field is absent.
    private int FieldPosition(int slot, int size)
    {
        int entry = slot * sizeof(ushort);
        if (entry + sizeof(ushort) > _slots.Length)
            return -1;
        int offset = BinaryPrimitives.ReadUInt16LittleEndian(_slots[entry..]);
        if (offset == 0)
            return -1;
        Take(_bytes, (long)_position + offset, size);
        return _position + offset;
    }

    private static int Follow(ReadOnlySpan<byte> bytes, int position)
    {
        long target = position + (long)BinaryPrimitives.ReadUInt32LittleEndian(Take(bytes, position, sizeof(int)));
        return target < bytes.Length ? (int)target : throw Broken("a reference points behind its end");
    }

    private static ReadOnlySpan<byte> Take(ReadOnlySpan<byte> bytes, long start, long length)
    {
        if (start < 0 || start > bytes.Length || length > bytes.Length - start)
            throw Broken("a part of it lies outside of it");
        return bytes.Slice((int)start, (int)length);
    }

    private static ArrowFormatException Broken(string what) =>
        new($"the metadata of a message is not a valid FlatBuffer ({what}): the stream is damaged, or what came before it was not read to its end");
}

/// <summary>A vector of tables whose bounds are checked.</summary>
internal readonly ref struct FlatTables
{
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly int _start;

    internal FlatTables(ReadOnlySpan<byte> bytes, int start, int count)
    {
        _bytes = bytes;
        _start = start;
        Count = count;
    }

    public int Count { get; }

    public FlatTable this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count);
            return FlatTable.At(_bytes, _start + index * sizeof(int));
        }
    }
}
