using System.Globalization;
using LoanDefault.Tables.Delta;

namespace LoanDefault.Tables.Publishing;

/// <summary>Builds the actions of our commits.</summary>
internal static class CommitEntries
{
    private static readonly string Engine =
        $"LoanDefault/{typeof(CommitEntries).Assembly.GetName().Version?.ToString(3)}";

    private static readonly string PartitionBy = $"[\"{DeltaPath.PartitionColumn}\"]";

    /// <summary>A commit that adds and removes files; with protocol and schema where the table needs them.</summary>
    internal static List<LogEntry> Write(CommitContent content, DateTimeOffset now)
    {
        List<LogEntry> entries = [Info(content, now)];
        if (!content.Snapshot.TableExists)
        {
            entries.Add(new LogEntry
            {
                Protocol = new Protocol
                {
                    MinReaderVersion = TableGuard.ReaderVersion,
                    MinWriterVersion = TableGuard.WriterVersion,
                },
            });
        }

        if (content.NewSchema is { } schema)
            entries.Add(new LogEntry { MetaData = NewMetaData(content, schema, now) });
        entries.AddRange(content.Transactions);
        entries.AddRange(content.Removed.Select(file => Remove(file, now)));
        entries.AddRange(content.Added.Select(file => Add(file, content.Run, now)));
        return entries;
    }

    private static LogEntry Info(CommitContent content, DateTimeOffset now) => new()
    {
        CommitInfo = new CommitInfo
        {
            Timestamp = now.ToUnixTimeMilliseconds(),
            Operation = content.IsRemoval ? "DELETE" : "WRITE",
            OperationParameters = Parameters(content),
            ReadVersion = content.Snapshot.TableExists ? content.Snapshot.Version : null,
            IsolationLevel = "Serializable",
            IsBlindAppend = false,
            OperationMetrics = Metrics(content),
            UserMetadata = content.Note.Write(),
            EngineInfo = Engine,
        },
    };

    private static Dictionary<string, string?> Parameters(CommitContent content)
    {
        var predicate = $"[\"({DeltaPath.PartitionColumn} = '{DeltaPath.PartitionValue(content.Run.BusinessDate)}')\"]";
        if (content.IsRemoval)
            return new() { ["predicate"] = predicate };
        var parameters = new Dictionary<string, string?>
        {
            ["mode"] = content.Removed.Count == 0 ? "Append" : "Overwrite",
            ["partitionBy"] = PartitionBy,
        };
        if (content.Removed.Count > 0)
            parameters["predicate"] = predicate;
        return parameters;
    }

    private static Dictionary<string, string?> Metrics(CommitContent content)
    {
        static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
        var metrics = new Dictionary<string, string?>
        {
            ["numFiles"] = Text(content.Added.Count),
            ["numOutputRows"] = Text(content.Added.Sum(file => file.Staged.RecordCount)),
            ["numOutputBytes"] = Text(content.Added.Sum(file => file.Staged.ByteLength)),
        };
        if (content.Removed.Count > 0)
            metrics["numRemovedFiles"] = Text(content.Removed.Count);
        return metrics;
    }

    private static MetaData NewMetaData(CommitContent content, DeltaSchema schema, DateTimeOffset now) =>
        content.Snapshot.MetaData is { } current
            ? current with { SchemaString = schema.ToJson() }
            : new MetaData
            {
                Id = Guid.NewGuid().ToString(),
                Format = new DataFormat { Provider = "parquet" },
                SchemaString = schema.ToJson(),
                PartitionColumns = [DeltaPath.PartitionColumn],
                CreatedTime = now.ToUnixTimeMilliseconds(),
            };

    private static LogEntry Add(PlacedFile file, PublishedRun run, DateTimeOffset now) => new()
    {
        Add = new AddFile
        {
            Path = DeltaPath.Encode(file.Name),
            PartitionValues = new Dictionary<string, string?>
            {
                [DeltaPath.PartitionColumn] = DeltaPath.PartitionValue(run.BusinessDate),
            },
            Size = file.Staged.ByteLength,
            ModificationTime = now.ToUnixTimeMilliseconds(),
            DataChange = true,
            Stats = FileStatistics.ToJson(file.Staged),
            Tags = RunTag.Of(run),
        },
    };

    private static LogEntry Remove(LiveFile file, DateTimeOffset now) => new()
    {
        Remove = new RemoveFile
        {
            Path = file.Add.Path,
            DeletionTimestamp = now.ToUnixTimeMilliseconds(),
            DataChange = true,
            ExtendedFileMetadata = true,
            PartitionValues = file.Add.PartitionValues,
            Size = file.Add.Size,
        },
    };
}

/// <summary>What goes into a commit.</summary>
/// <param name="Snapshot">The table as it was read.</param>
/// <param name="Run">The run that commits.</param>
/// <param name="Note">The commit's text.</param>
internal sealed record CommitContent(DeltaSnapshot Snapshot, PublishedRun Run, RunNote Note)
{
    /// <summary>The schema to set, or null to leave it.</summary>
    internal DeltaSchema? NewSchema { get; init; }

    internal IReadOnlyList<LogEntry> Transactions { get; init; } = [];

    internal IReadOnlyList<LiveFile> Removed { get; init; } = [];

    internal IReadOnlyList<PlacedFile> Added { get; init; } = [];

    /// <summary>Whether the commit only takes rows away; one that adds no row is still a write.</summary>
    internal bool IsRemoval { get; init; }
}

/// <summary>A data file at its final place.</summary>
/// <param name="Name">Its path relative to the table's folder.</param>
/// <param name="Staged">What the host said of it.</param>
internal sealed record PlacedFile(string Name, StagedFile Staged);
