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

    // Rows of ids that only share a hash: too few to matter, but no reason to refuse a run.
    private const int CollidingRows = 16;

    private long _rowsRead;

    /// <summary>Rows whose id was read.</summary>
    internal long RowsRead => Interlocked.Read(ref _rowsRead);

    /// <summary>
    /// The hashes of ids that occur more than once. Two different ids of one hash are among them too (one chance in
    /// thousands for a hundred million ids): who uses the set compares the few ids that it catches.
    /// </summary>
    /// <exception cref="BadInputException">The input cannot be read.</exception>
    /// <exception cref="GateRefusedException">More rows repeat an id than may be quarantined, or more ids than are held.</exception>
    internal IdHashSet Find(DuckDbConnection connection, IRunProgress progress, CancellationToken cancellation)
    {
        if (plan.HasUniqueIds)
            return IdHashSet.Empty;
        long mostRows;
        RepeatedHashes repeated;
        // The hashes are gone before the set is made, so that both are never in memory.
        using (IdHashes hashes = Collect(connection, progress, cancellation))
        {
            mostRows = options.MostQuarantined(RowsRead);
            long worthFinding = Math.Min(mostRows, long.MaxValue - CollidingRows) + CollidingRows;
            repeated = hashes.FindRepeated(options.Threads, new RepeatLimits(options.MaximumRepeated, worthFinding), cancellation);
            if (repeated.Rows > worthFinding)
                throw TooManyRows(repeated.Rows, mostRows);
        }

        return repeated.Hashes.Count <= options.MaximumRepeated ? new IdHashSet(repeated.Hashes) : throw TooManyIds();
    }

    private IdHashes Collect(DuckDbConnection connection, IRunProgress progress, CancellationToken cancellation)
    {
        long expected = plan.Input.RowCount ?? plan.Input.Files.Sum(f => f.ByteLength) / GuessedCsvRowBytes;
        var hashes = new IdHashes(expected, options.MemoryLimitBytes, options.SpillFile);
        try
        {
            using var writers = new WorkerPool<IdHashWriter>(() => new IdHashWriter(hashes));
            connection.Register(new ScalarFunction(Function, [DuckDbType.Varchar], DuckDbType.Boolean, (input, output) =>
            {
                IdHashWriter writer = writers.Rent();
                Add(input.Column(0), writer);
                output.Values<bool>().Clear();
                writers.Return(writer);
                Interlocked.Add(ref _rowsRead, input.RowCount);
                progress.Add(input.RowCount);
            }));
            string ids = string.Join(" UNION ALL ", plan.Sources.Select(s => $"SELECT {Function}({s.Id}) AS c FROM {s.From}"));
            connection.Execute($"SELECT count(*) FROM ({ids}) WHERE c", cancellation);
            foreach (IdHashWriter writer in writers.All)
                writer.Flush();
            return hashes;
        }
        catch (DuckDbException e)
        {
            hashes.Dispose();
            throw ScanErrors.Describe(plan, e);
        }
        catch
        {
            hashes.Dispose();
            throw;
        }
    }

    private void Add(VectorView ids, IdHashWriter writer)
    {
        for (int row = 0; row < ids.Count; row++)
        {
            if (ids.IsNull(row))
                continue;
            ReadOnlySpan<byte> id = ids.Bytes(row);
            if (!ApplicationIdText.IsBlank(id))
                writer.Add(options.Hash(ApplicationIdHash.HashOf(id)));
        }
    }

    private GateRefusedException TooManyRows(long repeated, long most) => new(
        $"{plan.Input.Path}: at least {repeated:N0} of {RowsRead:N0} rows have an application id that occurs more than once, and at most {most:N0} may be quarantined: nothing is published; deliver every application once, or raise --maximum-quarantined-share");

    private GateRefusedException TooManyIds() => new(
        $"{plan.Input.Path}: more than {options.MaximumRepeated:N0} application ids occur more than once in {RowsRead:N0} rows: nothing is published; deliver every application once");
}

/// <summary>Limits of the search for duplicates.</summary>
/// <param name="MemoryLimitBytes">What hashes may take in memory.</param>
/// <param name="SpillFile">Where the rest goes.</param>
/// <param name="Threads">Threads to search with.</param>
internal sealed record DuplicateOptions(long MemoryLimitBytes, string SpillFile, int Threads)
{
    /// <summary>Beyond this many repeated ids what is left is not worth scoring; a list and a set of them stay below 256 MiB.</summary>
    internal int MaximumRepeated { get; init; } = 1 << 23;

    /// <summary>The most rows that may be quarantined, of so many rows; when repeated ids alone have more, the search ends.</summary>
    internal Func<long, long> MostQuarantined { get; init; } = _ => long.MaxValue;

    /// <summary>How ids are compared first; tests make it coarser.</summary>
    internal Func<UInt128, ulong> Hash { get; init; } = IdHash.Of;
}
