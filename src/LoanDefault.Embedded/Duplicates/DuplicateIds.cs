using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Pipeline;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Scan;

namespace LoanDefault.Embedded.Duplicates;

/// <summary>Reads the id column once and finds which ids may occur more than once.</summary>
/// <param name="plan">The input.</param>
/// <param name="options">Limits.</param>
internal sealed class DuplicateIds(ScanPlan plan, DuplicateOptions options)
{
    private const string Function = "collect_id";
    private const long GuessedCsvRowBytes = 100;

    /// <summary>
    /// The hashes of ids that occur more than once. Two different ids of one hash are among them too (one chance in
    /// thousands for a hundred million ids): who uses the set compares the few ids that it catches.
    /// </summary>
    /// <exception cref="BadInputException">The input cannot be read.</exception>
    /// <exception cref="GateRefusedException">There are more than the options allow.</exception>
    internal IdHashSet Find(DuckDbConnection connection, IRunProgress progress, CancellationToken cancellation)
    {
        if (plan.HasUniqueIds)
            return IdHashSet.Empty;
        long expected = plan.Input.RowCount ?? plan.Input.Files.Sum(f => f.ByteLength) / GuessedCsvRowBytes;
        using var hashes = new IdHashes(expected, options.MemoryLimitBytes, options.SpillFile);
        using var writers = new WorkerPool<IdHashWriter>(() => new IdHashWriter(hashes));
        connection.Register(new ScalarFunction(Function, [DuckDbType.Varchar], DuckDbType.Boolean, (input, output) =>
        {
            IdHashWriter writer = writers.Rent();
            Collect(input.Column(0), writer);
            output.Values<bool>().Clear();
            writers.Return(writer);
            progress.Add(input.RowCount);
        }));
        string ids = string.Join(" UNION ALL ", plan.Sources.Select(s => $"SELECT {Function}({s.Id}) AS c FROM {s.From}"));
        try
        {
            connection.Execute($"SELECT count(*) FROM ({ids}) WHERE c", cancellation);
        }
        catch (DuckDbException e)
        {
            throw ScanErrors.Describe(plan, e);
        }

        foreach (IdHashWriter writer in writers.All)
            writer.Flush();
        IReadOnlyList<ulong> repeated = hashes.FindRepeated(options.Threads, cancellation);
        return repeated.Count <= options.MaximumRepeated ? new IdHashSet(repeated) : throw TooMany(repeated.Count);
    }

    private void Collect(VectorView ids, IdHashWriter writer)
    {
        for (int row = 0; row < ids.Count; row++)
        {
            if (ids.IsNull(row))
                continue;
            ReadOnlySpan<byte> id = ids.Bytes(row);
            if (!id.IsEmpty)
                writer.Add(options.Hash(ApplicationIdHash.HashOf(id)));
        }
    }

    private GateRefusedException TooMany(int count) => new(
        $"{plan.Input.Path}: {count:N0} application ids occur more than once: deliver every application once");
}

/// <summary>Limits of the search for duplicates.</summary>
/// <param name="MemoryLimitBytes">What hashes may take in memory.</param>
/// <param name="SpillFile">Where the rest goes.</param>
/// <param name="Threads">Threads to search with.</param>
internal sealed record DuplicateOptions(long MemoryLimitBytes, string SpillFile, int Threads)
{
    /// <summary>Beyond this many repeated ids what is left is not worth scoring; the set of them stays below 256 MiB.</summary>
    internal int MaximumRepeated { get; init; } = 1 << 24;

    /// <summary>How ids are compared first; tests make it coarser.</summary>
    internal Func<UInt128, ulong> Hash { get; init; } = IdHash.Of;
}
