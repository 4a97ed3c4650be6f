using System.Numerics;

namespace LoanDefault.Embedded.Duplicates;

/// <summary>A set of hashes that many threads look into. Immutable.</summary>
internal sealed class IdHashSet
{
    private readonly ulong[] _slots;
    private readonly int _mask;

    /// <summary>Makes the set.</summary>
    /// <param name="hashes">Its members, each once.</param>
    internal IdHashSet(IReadOnlyCollection<ulong> hashes)
    {
        Count = hashes.Count;
        _slots = new ulong[BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, hashes.Count * 2))];
        _mask = _slots.Length - 1;
        foreach (ulong hash in hashes)
        {
            int slot = (int)hash & _mask;
            while (_slots[slot] != IdHash.None)
                slot = (slot + 1) & _mask;
            _slots[slot] = hash;
        }
    }

    /// <summary>A set without members.</summary>
    internal static IdHashSet Empty { get; } = new([]);

    /// <summary>Members.</summary>
    internal int Count { get; }

    /// <summary>Whether a hash is a member.</summary>
    internal bool Contains(ulong hash)
    {
        for (int slot = (int)hash & _mask; ; slot = (slot + 1) & _mask)
        {
            ulong there = _slots[slot];
            if (there == hash)
                return true;
            if (there == IdHash.None)
                return false;
        }
    }
}
