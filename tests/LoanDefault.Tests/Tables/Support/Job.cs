using System.Security.Cryptography;
using System.Text;
using LoanDefault.Tables.Delta;
using LoanDefault.Tables.Publishing;
using LoanDefault.Tables.Stores;

namespace LoanDefault.Tests.Tables.Support;

/// <summary>
/// A job that publishes nights of made-up rows into a folder. Data files are lists of row names, one a line, so that
/// tests can read the tables back without Parquet.
/// </summary>
internal sealed class Job(string folder, IFileStore? store = null, ICheckpointReader? checkpoints = null)
{
    internal static readonly DateOnly Date = new(2026, 1, 31);

    internal static readonly TableColumn[] ScoredColumns =
    [
        new("application_id", DeltaType.String, Nullable: false, "The application"),
        new("points", DeltaType.Integer, Nullable: false, "Scorecard points"),
    ];

    internal static readonly TableColumn[] QuarantineColumns =
    [
        new("application_id", DeltaType.String, Nullable: true, "The application"),
        new("reason", DeltaType.String, Nullable: false, "Why"),
    ];

    private int _runs;

    internal string Folder => folder;

    internal IFileStore Store { get; } = store ?? new LocalFileStore(folder, new UnsyncedDisk());

    internal ManualClock Clock { get; } = new();

    internal TablePublisher Publisher => new(Store, Checkpoints, Clock, Serilog.Core.Logger.None);

    internal ICheckpointReader Checkpoints { get; } = checkpoints ?? new JsonLinesCheckpoints(folder);

    internal static RunKeyParts Parts(DateOnly date, string inputs = "inputs", string model = "model") =>
        new(date, Hash(model), Hash("contract"), Hash("decisions"), Hash(inputs));

    internal PublishIntent Intent(string inputs = "inputs", DateOnly? date = null, bool supersede = false, string model = "model") =>
        new(Parts(date ?? Date, inputs, model), $"run-{inputs}-{Interlocked.Increment(ref _runs)}-{Guid.NewGuid():N}", supersede);

    internal PublishResult Publish(PublishIntent intent, string[] scored, string[] quarantined, TableColumn[]? columns = null)
    {
        var publisher = Publisher;
        var plan = publisher.Plan(intent);
        if (plan.Outcome == PublishOutcome.AlreadyDone)
            return new PublishResult(plan.Outcome, plan.ScoredVersion, plan.Published?.QuarantineVersion, null);
        using var staging = publisher.OpenStaging(plan);
        return publisher.Publish(
            staging,
            Stage(staging.ScoredFolder, columns ?? ScoredColumns, scored),
            Stage(staging.QuarantineFolder, QuarantineColumns, quarantined));
    }

    /// <summary>Writes rows as the data file of a table: two rows a file.</summary>
    internal StagedTable Stage(string stagingFolder, TableColumn[] columns, string[] rows)
    {
        var files = rows.Chunk(2).Select((chunk, index) =>
        {
            var path = $"{stagingFolder}/{index}.staged";
            var content = string.Concat(chunk.Select(row => row + "\n"));
            File.WriteAllText(Path.Combine(folder, path), content);
            return new StagedFile(path, content.Length, chunk.Length, new Dictionary<string, ColumnStatistics>());
        });
        return new StagedTable(columns, files.ToList());
    }

    internal DeltaSnapshot Load(string table) => new DeltaLog(new LocalFileStore(folder), table, Checkpoints).Load();

    /// <summary>Every row of a table, or of one date of it, sorted; what a Delta reader sees.</summary>
    internal string[] Rows(string table, DateOnly? date = null)
    {
        var snapshot = Load(table);
        return (date is { } day ? snapshot.FilesOf(day) : snapshot.Files)
            .SelectMany(file => File.ReadAllLines(Path.Combine(folder, table, file.Name)))
            .Order(StringComparer.Ordinal)
            .ToArray();
    }

    internal string[] Scored(DateOnly? date = null) => Rows(JobTables.Scored, date);

    internal string[] Quarantined(DateOnly? date = null) => Rows(JobTables.Quarantine, date);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
