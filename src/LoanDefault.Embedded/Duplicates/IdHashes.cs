using System.Numerics;

namespace LoanDefault.Embedded.Duplicates;

/// <summary>
/// The 64-bit hashes of any number of ids, split by their leading bits into parts that are small enough to be searched in
/// a processor's cache. Beyond a limit parts go to a file. Threads add through a <see cref="IdHashWriter"/> each.
/// </summary>
internal sealed class IdHashes : IDisposable
{
    /// <summary>Hashes that a part should have, so that its table of twice the size stays in the second-level cache.</summary>
    private const int HashesAPart = 32 * 1024;

    private const int MinimumPartBits = 4;
    private const int MaximumPartBits = 12;

    private readonly IdHashPart[] _parts;
    private readonly IdHashStore _store;

    /// <summary>Prepares parts for about so many ids; more are fine, and only slower.</summary>
    /// <param name="expectedCount">About how many ids there will be.</param>
    /// <param name="memoryLimitBytes">What hashes may take in memory; the rest goes to the file.</param>
    /// <param name="spillFile">The file, made when it is needed and deleted at the end.</param>
    internal IdHashes(long expectedCount, long memoryLimitBytes, string spillFile)
    {
        long parts = Math.Max(1, expectedCount / HashesAPart);
        int bits = Math.Clamp(BitOperations.Log2((ulong)parts) + 1, MinimumPartBits, MaximumPartBits);
        PartShift = 64 - bits;
        _parts = new IdHashPart[1 << bits];
        for (int i = 0; i < _parts.Length; i++)
            _parts[i] = new IdHashPart();
        _store = new IdHashStore(memoryLimitBytes, spillFile);
    }

    /// <summary>How far a hash is shifted right to give its part's number.</summary>
    internal int PartShift { get; }

    /// <summary>Number of parts.</summary>
    internal int PartCount => _parts.Length;

    /// <summary>Bytes that went to the file.</summary>
    internal long SpilledBytes => _store.SpilledBytes;

    /// <summary>Adds hashes of one part; may be called by several threads.</summary>
    internal void Add(int part, ReadOnlySpan<ulong> hashes)
    {
        IdHashBlock block = _store.Put(hashes);
        lock (_parts[part])
            _parts[part].Add(block, hashes.Length);
    }

    /// <summary>Finds the hashes that were added more than once. Call it when nobody adds any more.</summary>
    /// <param name="threads">Threads to search with.</param>
    /// <param name="limits">Beyond these the search ends early.</param>
    /// <param name="cancellation">Stops the search.</param>
    internal RepeatedHashes FindRepeated(int threads, RepeatLimits limits, CancellationToken cancellation)
    {
        var found = new List<ulong>();
        long rows = 0;
        bool enough = false;
        int next = -1;
        Parallel.For(
            0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, _ =>
            {
                using var table = new IdHashTable(_store);
                for (int part; !Volatile.Read(ref enough) && (part = Interlocked.Increment(ref next)) < _parts.Length;)
                {
                    cancellation.ThrowIfCancellationRequested();
                    table.Search(_parts[part]);
                    lock (found)
                    {
                        found.AddRange(table.Repeated);
                        rows += table.RepeatedRows;
                        Volatile.Write(ref enough, found.Count > limits.Hashes || rows > limits.Rows);
                    }
                }
            });
        return new RepeatedHashes(found, rows);
    }

    /// <summary>Frees the memory and deletes the file.</summary>
    public void Dispose() => _store.Dispose();
}

/// <summary>Hashes that were added more than once.</summary>
/// <param name="Hashes">The hashes, each once, in no order.</param>
/// <param name="Rows">How often they were added, together: at least twice each.</param>
internal sealed record RepeatedHashes(IReadOnlyList<ulong> Hashes, long Rows);

/// <summary>How many repeated hashes are worth finding: beyond either limit the search ends, and what it found is a part.</summary>
/// <param name="Hashes">Different hashes.</param>
/// <param name="Rows">Rows that have them.</param>
internal readonly record struct RepeatLimits(long Hashes, long Rows);

/// <summary>The blocks of one part.</summary>
internal sealed class IdHashPart
{
    private readonly List<IdHashBlock> _blocks = [];

    internal IReadOnlyList<IdHashBlock> Blocks => _blocks;

    internal long Count { get; private set; }

    internal void Add(IdHashBlock block, int count)
    {
        _blocks.Add(block);
        Count += count;
    }
}

/// <summary>Where a block of hashes lies.</summary>
/// <param name="Memory">Its address; 0 when it is in the file.</param>
/// <param name="FileOffset">Its place in the file, in bytes.</param>
/// <param name="Count">Hashes in it.</param>
internal readonly record struct IdHashBlock(nint Memory, long FileOffset, int Count);
