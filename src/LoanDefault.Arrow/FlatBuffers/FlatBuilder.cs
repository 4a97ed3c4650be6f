using System.Buffers.Binary;
using System.Text;

namespace LoanDefault.Arrow.FlatBuffers;

/// <summary>
/// Builds one FlatBuffer after the other in the same memory, from its end to its start as the format wants. A reference is
/// the distance of a thing from the end.
/// </summary>
internal sealed class FlatBuilder
{
    // The largest alignment within: int64.
    private const int Alignment = 8;
    private const int MaxSlots = 8;
    private readonly int[] _fields = new int[MaxSlots];
    private byte[] _memory = new byte[1024];
    private int _used;
    private int _slots;
    private int _tableEnd;

    private Span<byte> Free => _memory.AsSpan(0, _memory.Length - _used);

    /// <summary>Begins a new buffer.</summary>
    public void Clear() => _used = 0;

    /// <summary>Begins a table. What it refers to must be there already.</summary>
    public void StartTable(int slots)
    {
        _slots = slots;
        _fields.AsSpan(0, slots).Clear();
        _tableEnd = _used;
    }

    public void AddByte(int slot, byte value)
    {
        Prepare(sizeof(byte), 0);
        Push(sizeof(byte))[0] = value;
        _fields[slot] = _used;
    }

    public void AddBoolean(int slot, bool value) => AddByte(slot, value ? (byte)1 : (byte)0);

    public void AddInt16(int slot, short value)
    {
        Prepare(sizeof(short), 0);
        BinaryPrimitives.WriteInt16LittleEndian(Push(sizeof(short)), value);
        _fields[slot] = _used;
    }

    public void AddInt32(int slot, int value)
    {
        Prepare(sizeof(int), 0);
        BinaryPrimitives.WriteInt32LittleEndian(Push(sizeof(int)), value);
        _fields[slot] = _used;
    }

    public void AddInt64(int slot, long value)
    {
        Prepare(sizeof(long), 0);
        PushInt64(value);
        _fields[slot] = _used;
    }

    /// <summary>Adds a reference; 0: the field stays absent.</summary>
    public void AddReference(int slot, int reference)
    {
        if (reference == 0)
            return;
        Prepare(sizeof(int), 0);
        PushReference(reference);
        _fields[slot] = _used;
    }

    public int EndTable()
    {
        Prepare(sizeof(int), 0);
        Push(sizeof(int));
        int table = _used;
        for (int slot = _slots - 1; slot >= 0; slot--)
            BinaryPrimitives.WriteUInt16LittleEndian(Push(sizeof(ushort)), (ushort)(_fields[slot] == 0 ? 0 : table - _fields[slot]));
        BinaryPrimitives.WriteUInt16LittleEndian(Push(sizeof(ushort)), (ushort)(table - _tableEnd));
        BinaryPrimitives.WriteUInt16LittleEndian(Push(sizeof(ushort)), (ushort)((_slots + 2) * sizeof(ushort)));
        BinaryPrimitives.WriteInt32LittleEndian(_memory.AsSpan(_memory.Length - table), _used - table);
        return table;
    }

    public int Text(string value)
    {
        int length = Encoding.UTF8.GetByteCount(value);
        Prepare(sizeof(int), length + 1);
        // FlatBuffers wants a zero behind a text.
        Push(1)[0] = 0;
        Encoding.UTF8.GetBytes(value, Push(length));
        BinaryPrimitives.WriteInt32LittleEndian(Push(sizeof(int)), length);
        return _used;
    }

    public int References(ReadOnlySpan<int> references)
    {
        Prepare(sizeof(int), references.Length * sizeof(int));
        for (int i = references.Length - 1; i >= 0; i--)
            PushReference(references[i]);
        BinaryPrimitives.WriteInt32LittleEndian(Push(sizeof(int)), references.Length);
        return _used;
    }

    /// <summary>Begins a vector of int64 or of structs of them, filled from its last value to its first by <see cref="PushInt64"/>.</summary>
    public void StartInt64Vector(int values)
    {
        Prepare(sizeof(int), values * sizeof(long));
        Prepare(Alignment, values * sizeof(long));
    }

    public void PushInt64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Push(sizeof(long)), value);

    public int EndVector(int count)
    {
        BinaryPrimitives.WriteInt32LittleEndian(Push(sizeof(int)), count);
        return _used;
    }

    /// <summary>Ends the buffer; its bytes are valid until <see cref="Clear"/>, its length a multiple of 8.</summary>
    public ReadOnlySpan<byte> Finish(int root)
    {
        Prepare(Alignment, sizeof(int));
        PushReference(root);
        return _memory.AsSpan(_memory.Length - _used);
    }

    // Pads so that something of this size is aligned once the bytes to come are there too.
    private void Prepare(int size, int bytesToCome)
    {
        int padding = -(_used + bytesToCome) & (size - 1);
        Push(padding).Clear();
    }

    private void PushReference(int reference)
    {
        Span<byte> to = Push(sizeof(int));
        BinaryPrimitives.WriteInt32LittleEndian(to, _used - reference);
    }

    private Span<byte> Push(int length)
    {
        if (Free.Length < length)
            Grow(length);
        _used += length;
        return _memory.AsSpan(_memory.Length - _used, length);
    }

    private void Grow(int length)
    {
        byte[] larger = new byte[Math.Max(_memory.Length * 2, checked(_used + length))];
        _memory.AsSpan(_memory.Length - _used).CopyTo(larger.AsSpan(larger.Length - _used));
        _memory = larger;
    }
}
