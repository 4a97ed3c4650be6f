using System.Globalization;
using System.Numerics;
using System.Text.Json;
using LoanDefault.Core.Errors;
using LoanDefault.Spark.Sql;
using LoanDefault.Tables.Delta;
using LoanDefault.Tables.Publishing;
using LoanDefault.Tables.Runs;

namespace LoanDefault.Spark.Scoring;

/// <summary>
/// Reopens the staged files by Spark alone and holds what the tasks counted against them: columns, rows, fingerprints of
/// ids, probabilities, points, and that no id was scored twice. The same query gives the files' statistics.
/// </summary>
internal sealed class SparkStagedAudit(SparkSession session, SparkRunPlan plan, StagingArea staging)
{
    /// <summary>Checks both tables.</summary>
    /// <param name="expected">What the tasks counted.</param>
    /// <param name="cancellation">Cancels the jobs.</param>
    /// <returns>The files with their statistics.</returns>
    /// <exception cref="GateRefusedException">Something does not agree; the message says what.</exception>
    public (IReadOnlyList<StagedFile> Scored, IReadOnlyList<StagedFile> Quarantine) Check(StagedExpectation expected, CancellationToken cancellation)
    {
        AuditedTable scored = Read(JobTables.Scored, staging.ScoredFolder, OutputColumns.Scored, cancellation);
        AuditedTable quarantine = Read(JobTables.Quarantine, staging.QuarantineFolder, OutputColumns.Quarantine, cancellation);
        Agree("scored rows", expected.Totals.RowsScored, scored.Rows);
        Agree("quarantined rows", expected.Totals.RowsQuarantined, quarantine.Rows);
        Agree("the fingerprint of ids read, against scored + quarantined", expected.IdHashSum, scored.IdHashSum + quarantine.IdHashSum);
        Agree("probabilities outside [0, 1]", 0L, scored.InvalidProbabilities);
        Agree("the sum of points", expected.Totals.PointsSum, scored.PointsSum);
        Agree("ids that were scored twice", 0L, ScoredTwice(scored, cancellation));
        return (scored.Files, quarantine.Files);
    }

    private AuditedTable Read(string table, string folder, IReadOnlyList<TableColumn> columns, CancellationToken cancellation)
    {
        var staged = plan.Store.List(folder).Where(f => !f.IsFolder && f.Name.EndsWith(".staged", StringComparison.Ordinal)).ToDictionary(f => f.Name, f => f.ByteLength);
        if (staged.Count == 0)
            return new AuditedTable(null, []);
        DataFrame rows = session.ReadFiles([.. staged.Keys.Order(StringComparer.Ordinal).Select(name => plan.FullPath($"{folder}/{name}"))]);
        Agree(
            $"the columns of {table}",
            string.Join(", ", columns.Select(c => $"{c.Name} {SparkType(c.Type)}")),
            string.Join(", ", rows.Schema().Fields.Select(f => $"{f.Name} {f.DataType.SimpleString}")));
        bool isScored = table == JobTables.Scored;
        string[] bounded = [.. columns.Where(c => IsBounded(c.Type)).Select(c => c.Name)];
        IEnumerable<string> figures =
        [
            "file_name",
            "count(*) AS rows",
            // Texts, as JSON numbers would be read as doubles.
            "cast(sum(cast(xxhash64(application_id) AS decimal(38, 0))) AS string) AS id_hash",
            isScored ? "cast(sum(points) AS string) AS points_sum" : "'0' AS points_sum",
            isScored
                ? "count_if(probability_of_default IS NULL OR points IS NULL OR NOT (probability_of_default >= 0 AND probability_of_default <= 1)) AS invalid"
                : "0 AS invalid",
            .. columns.Select(c => $"count_if({c.Name} IS NULL) AS nulls_{c.Name}"),
            .. bounded.SelectMany(name => new[] { $"min({name}) AS min_{name}", $"max({name}) AS max_{name}" }),
        ];
        // The file's name is known to the files' own frame only, not to a view of it.
        var found = rows.SelectSql(["*", "_metadata.file_name AS file_name"])
            .Query($"SELECT {string.Join(", ", figures)} FROM {{t}} GROUP BY file_name").ReadJson(cancellation);
        return new AuditedTable(rows, [.. found.Select(file => new AuditedFile(
            Describe(folder, staged, columns, file),
            BigInteger.Parse(file.GetProperty("id_hash").GetString()!, CultureInfo.InvariantCulture),
            long.Parse(file.GetProperty("points_sum").GetString()!, CultureInfo.InvariantCulture),
            file.GetProperty("invalid").GetInt64()))]);
    }

    // Two ids of one hash are rare, but no mistake: the few suspects are compared themselves.
    private static long ScoredTwice(AuditedTable scored, CancellationToken cancellation)
    {
        if (scored.Frame is not { } rows)
            return 0;
        var suspects = rows.Query("SELECT xxhash64(application_id) AS hash FROM {t} GROUP BY xxhash64(application_id) HAVING count(*) > 1").ReadJson(cancellation);
        if (suspects.Count == 0)
            return 0;
        string hashes = string.Join(", ", suspects.Select(s => $"{s.GetProperty("hash").GetInt64()}L"));
        return rows.Query($"SELECT application_id FROM {{t}} WHERE xxhash64(application_id) IN ({hashes}) GROUP BY application_id HAVING count(*) > 1")
            .ReadJson(cancellation).Count;
    }

    private static StagedFile Describe(string folder, Dictionary<string, long> lengths, IReadOnlyList<TableColumn> columns, JsonElement file)
    {
        string name = file.GetProperty("file_name").GetString()!;
        var statistics = new Dictionary<string, ColumnStatistics>();
        foreach (TableColumn column in columns)
        {
            object? Bound(string which) => IsBounded(column.Type) && file.TryGetProperty($"{which}_{column.Name}", out JsonElement value)
                ? column.Type switch
                {
                    DeltaType.Integer => value.GetInt32(),
                    DeltaType.Long => value.GetInt64(),
                    _ => value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null,
                }
                : null;
            statistics.Add(column.Name, new ColumnStatistics(file.GetProperty($"nulls_{column.Name}").GetInt64(), Bound("min"), Bound("max")));
        }

        return new StagedFile($"{folder}/{name}", lengths[name], file.GetProperty("rows").GetInt64(), statistics);
    }

    private static bool IsBounded(DeltaType type) => type is DeltaType.Integer or DeltaType.Long or DeltaType.Double;

    private static string SparkType(DeltaType type) => type switch
    {
        DeltaType.String => "string",
        DeltaType.Long => "bigint",
        DeltaType.Integer => "int",
        DeltaType.Double => "double",
        DeltaType.Timestamp => "timestamp",
        DeltaType.Boolean => "boolean",
        DeltaType.Date => "date",
        DeltaType.StringArray => "array<string>",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "not a type of our tables"),
    };

    private static void Agree<T>(string what, T expected, T found)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, found))
            throw new GateRefusedException($"the audit of the staged files found {what}: expected {expected}, found {found}: nothing is published; run again, and report it if it happens again");
    }

    private sealed record AuditedTable(DataFrame? Frame, IReadOnlyList<AuditedFile> Audited)
    {
        public IReadOnlyList<StagedFile> Files => [.. Audited.Select(f => f.File).OrderBy(f => f.Path, StringComparer.Ordinal)];

        public long Rows => Audited.Sum(f => f.File.RecordCount);

        public BigInteger IdHashSum => Audited.Aggregate(BigInteger.Zero, (sum, f) => sum + f.IdHashSum);

        public long PointsSum => Audited.Sum(f => f.PointsSum);

        public long InvalidProbabilities => Audited.Sum(f => f.Invalid);
    }

    private sealed record AuditedFile(StagedFile File, BigInteger IdHashSum, long PointsSum, long Invalid);
}
