using System.Numerics;
using System.Runtime.InteropServices;

namespace LoanDefault.Embedded.Duplicates;

/// <summary>An open-addressing table that is filled with one part after another. Owned by one thread.</summary>
internal sealed unsafe class IdHashTable(IdHashStore store) : IDisposable
{
    private readonly HashSet<ulong> _repeated = [];
    private readonly ulong[] _buffer = new ulong[IdHashWriter.BlockHashes];
    private ulong* _slots;
    private int _slotCount;

    /// <summary>What was found more than once.</summary>
    internal IReadOnlyCollection<ulong> Repeated => _repeated;

    /// <summary>Searches a part.</summary>
    internal void Search(IdHashPart part)
    {
        int mask = Clear(part.Count) - 1;
        foreach (IdHashBlock block in part.Blocks)
        {
            foreach (ulong hash in store.Get(block, _buffer))
            {
                // The leading bits are the same in a whole part, so the place comes from the others.
                int slot = (int)hash & mask;
                while (_slots[slot] != IdHash.None && _slots[slot] != hash)
                    slot = (slot + 1) & mask;
                if (_slots[slot] == hash)
                    _repeated.Add(hash);
                else
                    _slots[slot] = hash;
            }
        }
    }

    public void Dispose()
    {
        NativeMemory.Free(_slots);
        _slots = null;
    }

    private int Clear(long hashes)
    {
        int slots = (int)BitOperations.RoundUpToPowerOf2((ulong)Math.Max(16, hashes * 2));
        if (slots > _slotCount)
        {
            NativeMemory.Free(_slots);
            _slots = (ulong*)NativeMemory.Alloc((nuint)slots, sizeof(ulong));
            _slotCount = slots;
        }

        NativeMemory.Clear(_slots, (nuint)slots * sizeof(ulong));
        return slots;
    }
}
