using System.Security.Cryptography;
using System.Text;
using LoanDefault.Tables.Delta;
using LoanDefault.Tables.Publishing;
using LoanDefault.Tables.Stores;

namespace LoanDefault.Tests.Tables.Support;

/// <summary>
/// A job that publishes nights of made-up rows. Data files are lists of row names, one a line, so that tests can read
/// the tables back without Parquet.
/// </summary>
/// <param name="store">Where the tables are.</param>
/// <param name="engine">The same place as the engine sees it that writes the staged files; the store itself if null.</param>
internal sealed class Job(IFileStore store, IFileStore? engine = null)
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

    internal IFileStore Store => store;

    internal ManualClock Clock { get; init; } = new();

    internal TablePublisher Publisher => new(store, Checkpoints, Clock, Serilog.Core.Logger.None);

    private JsonLinesCheckpoints Checkpoints => new(store);

    internal static RunKeyParts Parts(DateOnly date, string inputs = "inputs", string model = "model") =>
        new(date, Hash(model), Hash("contract"), Hash("decisions"), Hash(inputs));

    internal static PublishIntent Intent(
        string inputs = "inputs", DateOnly? date = null, bool supersede = false, string model = "model") =>
        new(Parts(date ?? Date, inputs, model), $"run-{inputs}-{Guid.NewGuid():N}", supersede);

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

    /// <summary>Writes rows as the data files of a table: two rows a file.</summary>
    internal StagedTable Stage(string stagingFolder, TableColumn[] columns, string[] rows)
    {
        var files = rows.Chunk(2).Select((chunk, index) =>
        {
            var path = $"{stagingFolder}/{index}.staged";
            var content = Encoding.UTF8.GetBytes(string.Concat(chunk.Select(row => row + "\n")));
            (engine ?? store).PutIfAbsent(path, content);
            return new StagedFile(path, content.Length, chunk.Length, new Dictionary<string, ColumnStatistics>());
        });
        return new StagedTable(columns, files.ToList());
    }

    internal DeltaSnapshot Load(string table) => new DeltaLog(store, table, Checkpoints).Load();

    internal List<LogEntry> Commit(string table, long version)
    {
        var name = $"{table}/_delta_log/{LogNames.Commit(version)}";
        return CommitFile.Read(store.TryRead(name), name);
    }

    /// <summary>Commits lines as another writer would.</summary>
    internal void CommitForeign(string table, params string[] lines) => store.PutIfAbsent(
        $"{table}/_delta_log/{LogNames.Commit(Load(table).Version + 1)}", Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    /// <summary>Every row of a table, or of one date of it, sorted; what a Delta reader sees.</summary>
    internal string[] Rows(string table, DateOnly? date = null)
    {
        var snapshot = Load(table);
        return (date is { } day ? snapshot.FilesOf(day) : snapshot.Files)
            .SelectMany(file => Encoding.UTF8.GetString(store.TryRead($"{table}/{file.Name}")!).Split('\n', StringSplitOptions.RemoveEmptyEntries))
            .Order(StringComparer.Ordinal)
            .ToArray();
    }

    internal string[] Scored(DateOnly? date = null) => Rows(JobTables.Scored, date);

    internal string[] Quarantined(DateOnly? date = null) => Rows(JobTables.Quarantine, date);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
