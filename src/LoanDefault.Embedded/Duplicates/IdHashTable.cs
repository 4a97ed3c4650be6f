using System.Numerics;
using System.Runtime.InteropServices;

namespace LoanDefault.Embedded.Duplicates;

/// <summary>
/// An open-addressing table that is filled with one part after another. It grows with the different hashes of a part, not
/// with its rows, of which a single id may have them all. Owned by one thread.
/// </summary>
internal sealed unsafe class IdHashTable(IdHashStore store) : IDisposable
{
    private const int FewestSlots = 16;

    // Twice what a part should hold.
    private const int MostFirstSlots = 1 << 17;

    private readonly List<ulong> _repeated = [];
    private readonly ulong[] _buffer = new ulong[IdHashWriter.BlockHashes];
    private ulong* _slots;
    private ulong[] _isRepeated = [];
    private int _capacity;
    private int _mask;
    private int _used;

    /// <summary>What was found more than once in the part that was searched last, each once.</summary>
    internal IReadOnlyList<ulong> Repeated => _repeated;

    /// <summary>How many hashes of that part those are.</summary>
    internal long RepeatedRows { get; private set; }

    /// <summary>Searches a part.</summary>
    internal void Search(IdHashPart part)
    {
        Clear((int)BitOperations.RoundUpToPowerOf2((ulong)Math.Clamp(part.Count * 2, FewestSlots, MostFirstSlots)));
        _repeated.Clear();
        RepeatedRows = 0;
        foreach (IdHashBlock block in part.Blocks)
        {
            foreach (ulong hash in store.Get(block, _buffer))
                Add(hash);
        }
    }

    public void Dispose()
    {
        NativeMemory.Free(_slots);
        _slots = null;
    }

    private void Add(ulong hash)
    {
        int slot = SlotOf(hash);
        if (_slots[slot] == IdHash.None)
        {
            _slots[slot] = hash;
            if (++_used * 2L > _mask + 1L)
                Grow();
            return;
        }

        RepeatedRows++;
        ulong bit = 1UL << (slot & 63);
        if ((_isRepeated[slot >> 6] & bit) != 0)
            return;
        _isRepeated[slot >> 6] |= bit;
        _repeated.Add(hash);
        // The one that was there first.
        RepeatedRows++;
    }

    private int SlotOf(ulong hash)
    {
        // The leading bits are the same in a whole part, so the place comes from the others.
        int slot = (int)hash & _mask;
        while (_slots[slot] != IdHash.None && _slots[slot] != hash)
            slot = (slot + 1) & _mask;
        return slot;
    }

    private void Clear(int slots)
    {
        if (slots > _capacity)
        {
            NativeMemory.Free(_slots);
            _slots = (ulong*)NativeMemory.Alloc((nuint)slots, sizeof(ulong));
            _isRepeated = new ulong[(slots + 63) / 64];
            _capacity = slots;
        }

        NativeMemory.Clear(_slots, (nuint)slots * sizeof(ulong));
        Array.Clear(_isRepeated);
        _mask = slots - 1;
        _used = 0;
    }

    private void Grow()
    {
        int count = _mask + 1;
        ulong* old = _slots;
        ulong[] repeated = _isRepeated;
        int slots = checked(count * 2);
        _slots = (ulong*)NativeMemory.AllocZeroed((nuint)slots, sizeof(ulong));
        _isRepeated = new ulong[(slots + 63) / 64];
        _capacity = slots;
        _mask = slots - 1;
        for (int i = 0; i < count; i++)
        {
            if (old[i] == IdHash.None)
                continue;
            int slot = SlotOf(old[i]);
            _slots[slot] = old[i];
            _isRepeated[slot >> 6] |= (repeated[i >> 6] >> (i & 63) & 1) << (slot & 63);
        }

        NativeMemory.Free(old);
    }
}
