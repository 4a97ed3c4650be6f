using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Pipeline;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Duplicates;
using LoanDefault.Tables.Delta;
using LoanDefault.Tables.Publishing;
using LoanDefault.Tables.Runs;

namespace LoanDefault.Embedded.Scoring;

/// <summary>
/// Reopens the staged files and holds what was read against them: columns, rows, fingerprints of ids, probabilities,
/// points, and that no id was scored twice. What is published is what was looked at here.
/// </summary>
/// <param name="connection">The engine.</param>
/// <param name="duplicates">Limits for the search for ids that occur twice.</param>
internal sealed class StagedAudit(DuckDbConnection connection, DuplicateOptions duplicates)
{
    private const string ScoredFunction = "audit_scored";
    private const string QuarantineFunction = "audit_quarantined";

    /// <summary>Checks both tables.</summary>
    /// <param name="scored">The scored files, as the operating system names them.</param>
    /// <param name="quarantine">The quarantine's.</param>
    /// <param name="expected">What the scan counted.</param>
    /// <param name="progress">Hears of the rows.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="GateRefusedException">Something does not agree; the message says what.</exception>
    internal void Check(
        IReadOnlyList<string> scored, IReadOnlyList<string> quarantine, AuditExpectation expected, IRunProgress progress,
        CancellationToken cancellation)
    {
        CheckColumns(JobTables.Scored, scored, OutputColumns.Scored, cancellation);
        CheckColumns(JobTables.Quarantine, quarantine, OutputColumns.Quarantine, cancellation);
        AuditTally found = ReadScored(scored, expected.RowsScored, progress, cancellation);
        AuditTally refused = ReadQuarantined(quarantine, progress, cancellation);

        Agree("scored rows", expected.RowsScored, found.Ids.Count);
        Agree("quarantined rows", expected.RowsQuarantined, refused.Ids.Count);
        Agree("rows read, against scored + quarantined", expected.ReadIds.Count, found.Ids.Count + refused.Ids.Count);
        Agree("the fingerprint of ids read, against scored + quarantined", expected.ReadIds.Sum, (found.Ids + refused.Ids).Sum);
        Agree("probabilities outside [0, 1]", 0L, found.InvalidProbabilities);
        Agree("the sum of points", expected.PointsSum, found.PointsSum);
    }

    private void CheckColumns(
        string table, IReadOnlyList<string> files, IReadOnlyList<TableColumn> columns, CancellationToken cancellation)
    {
        string[] expected = [.. columns.Select(c => $"{c.Name} {EngineTypes.NameOf(c.Type)}")];
        foreach (string file in files)
        {
            var found = connection.Read(
                $"SELECT column_name || ' ' || column_type FROM (DESCRIBE SELECT * FROM read_parquet({Sql.File(file)}, hive_partitioning = false))",
                r => r.GetText(0), cancellation);
            // Only what differs, unless it is the order.
            string[] missing = [.. expected.Except(found)], added = [.. found.Except(expected)];
            bool differ = missing.Length + added.Length > 0;
            Agree($"the columns of {table}", string.Join(", ", differ ? missing : expected), string.Join(", ", differ ? added : found));
        }
    }

    private AuditTally ReadScored(IReadOnlyList<string> files, long rows, IRunProgress progress, CancellationToken cancellation)
    {
        using var hashes = new IdHashes(rows, duplicates.MemoryLimitBytes, duplicates.SpillFile);
        using var workers = new WorkerPool<AuditWorker>(() => new AuditWorker(new IdHashWriter(hashes), duplicates.Hash));
        connection.Register(new ScalarFunction(
            ScoredFunction, [DuckDbType.Varchar, DuckDbType.Double, DuckDbType.Integer], DuckDbType.Boolean, (input, output) =>
            {
                AuditWorker worker = workers.Rent();
                worker.AddScored(input.Column(0), input.Column(1), input.Column(2));
                output.Values<bool>().Clear();
                workers.Return(worker);
                progress.Add(input.RowCount);
            }));
        Scan(files, $"{ScoredFunction}(application_id, probability_of_default, points)", cancellation);
        foreach (AuditWorker worker in workers.All)
            worker.Flush();
        // Beyond the limit some are enough: a single id that was scored twice fails the audit.
        RepeatedHashes repeated = hashes.FindRepeated(
            duplicates.Threads, new RepeatLimits(duplicates.MaximumRepeated, long.MaxValue), cancellation);
        if (repeated.Hashes.Count > 0)
            CheckUnique(files, new IdHashSet(repeated.Hashes), cancellation);
        return AuditTally.Sum(workers.All.Select(w => w.Tally));
    }

    // Two ids of one hash are rare, but no mistake: the few suspects are compared themselves.
    private void CheckUnique(IReadOnlyList<string> files, IdHashSet suspects, CancellationToken cancellation)
    {
        connection.Register(new ScalarFunction("is_suspect", [DuckDbType.Varchar], DuckDbType.Boolean, (input, output) =>
        {
            VectorView ids = input.Column(0);
            Span<bool> results = output.Values<bool>();
            for (int row = 0; row < results.Length; row++)
                results[row] = suspects.Contains(duplicates.Hash(ApplicationIdHash.HashOf(ids.Bytes(row))));
        }));
        long twice = connection.ReadSingle(
            $"SELECT count(*) FROM (SELECT 1 FROM {Table(files)} WHERE is_suspect(application_id) GROUP BY application_id HAVING count(*) > 1)",
            r => r.GetInt64(0), cancellation);
        Agree("ids that were scored twice", 0L, twice);
    }

    private AuditTally ReadQuarantined(IReadOnlyList<string> files, IRunProgress progress, CancellationToken cancellation)
    {
        using var workers = new WorkerPool<AuditWorker>(() => new AuditWorker(null, duplicates.Hash));
        connection.Register(new ScalarFunction(QuarantineFunction, [DuckDbType.Varchar], DuckDbType.Boolean, (input, output) =>
        {
            AuditWorker worker = workers.Rent();
            worker.AddQuarantined(input.Column(0));
            output.Values<bool>().Clear();
            workers.Return(worker);
            progress.Add(input.RowCount);
        }));
        Scan(files, $"{QuarantineFunction}(application_id)", cancellation);
        return AuditTally.Sum(workers.All.Select(w => w.Tally));
    }

    private void Scan(IReadOnlyList<string> files, string call, CancellationToken cancellation)
    {
        if (files.Count > 0)
            connection.Execute($"SELECT count(*) FROM (SELECT {call} AS c FROM {Table(files)}) WHERE c", cancellation);
    }

    private static string Table(IReadOnlyList<string> files) => $"read_parquet({Sql.Files(files)}, hive_partitioning = false)";

    private static void Agree<T>(string what, T expected, T found)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, found))
            throw new GateRefusedException($"the audit of the staged files found {what}: expected {expected}, found {found}: nothing is published; run again, and report it if it happens again");
    }
}

/// <summary>What the staged files must agree with.</summary>
/// <param name="ReadIds">Fingerprint of the rows that were read.</param>
/// <param name="RowsScored">Rows that were accepted.</param>
/// <param name="RowsQuarantined">Rows that were refused.</param>
/// <param name="PointsSum">Sum of the accepted rows' points.</param>
internal sealed record AuditExpectation(ApplicationIdHash ReadIds, long RowsScored, long RowsQuarantined, long PointsSum);
