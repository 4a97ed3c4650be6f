namespace LoanDefault.Embedded.Duplicates;

/// <summary>One thread's way to add hashes: a small block a part, handed over when it is full.</summary>
/// <param name="hashes">Takes the blocks.</param>
internal sealed class IdHashWriter(IdHashes hashes)
{
    /// <summary>Hashes in a full block.</summary>
    internal const int BlockHashes = 128;

    private readonly ulong[] _blocks = GC.AllocateUninitializedArray<ulong>(hashes.PartCount * BlockHashes);
    private readonly int[] _counts = new int[hashes.PartCount];
    private readonly int _shift = hashes.PartShift;

    /// <summary>Adds a hash.</summary>
    internal void Add(ulong hash)
    {
        int part = (int)(hash >> _shift);
        ref int count = ref _counts[part];
        _blocks[part * BlockHashes + count] = hash;
        if (++count == BlockHashes)
            HandOver(part);
    }

    /// <summary>Hands the begun blocks over; call it when nothing more is added.</summary>
    internal void Flush()
    {
        for (int part = 0; part < _counts.Length; part++)
        {
            if (_counts[part] > 0)
                HandOver(part);
        }
    }

    private void HandOver(int part)
    {
        hashes.Add(part, _blocks.AsSpan(part * BlockHashes, _counts[part]));
        _counts[part] = 0;
    }
}
