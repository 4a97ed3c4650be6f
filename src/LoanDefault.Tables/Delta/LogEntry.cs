using System.Text.Json;

namespace LoanDefault.Tables.Delta;

/// <summary>
/// One line of a commit, or one row of a checkpoint: exactly one of the actions is set, the names being those of the
/// Delta transaction log protocol. An action that this version does not know leaves all of them null.
/// </summary>
internal sealed record LogEntry
{
    public CommitInfo? CommitInfo { get; init; }

    public Protocol? Protocol { get; init; }

    public MetaData? MetaData { get; init; }

    public AddFile? Add { get; init; }

    public RemoveFile? Remove { get; init; }

    public Transaction? Txn { get; init; }

    /// <summary>Only in v2 checkpoints, which are refused.</summary>
    public JsonElement? CheckpointMetadata { get; init; }

    /// <summary>Only in v2 checkpoints, which are refused.</summary>
    public JsonElement? Sidecar { get; init; }
}

/// <summary>Who made a commit and how. Readers of the table do not need it; people and `DESCRIBE HISTORY` do.</summary>
internal sealed record CommitInfo
{
    /// <summary>Milliseconds since 1970-01-01 UTC by the writer's clock. Orders nothing.</summary>
    public long? Timestamp { get; init; }

    public string? Operation { get; init; }

    public IReadOnlyDictionary<string, string?>? OperationParameters { get; init; }

    public long? ReadVersion { get; init; }

    public string? IsolationLevel { get; init; }

    public bool? IsBlindAppend { get; init; }

    public IReadOnlyDictionary<string, string?>? OperationMetrics { get; init; }

    public string? UserMetadata { get; init; }

    public string? EngineInfo { get; init; }
}

/// <summary>What a client must be able to do to read and write the table.</summary>
internal sealed record Protocol
{
    public int MinReaderVersion { get; init; }

    public int MinWriterVersion { get; init; }

    public IReadOnlyList<string>? ReaderFeatures { get; init; }

    public IReadOnlyList<string>? WriterFeatures { get; init; }
}

/// <summary>Schema, partitioning and settings of the table; the newest one holds.</summary>
internal sealed record MetaData
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    public required DataFormat Format { get; init; }

    /// <summary>The schema as JSON text.</summary>
    public required string SchemaString { get; init; }

    public IReadOnlyList<string> PartitionColumns { get; init; } = [];

    public IReadOnlyDictionary<string, string?> Configuration { get; init; } = new Dictionary<string, string?>();

    public long? CreatedTime { get; init; }
}

/// <summary>The format of the data files; always Parquet here.</summary>
internal sealed record DataFormat
{
    public required string Provider { get; init; }

    public IReadOnlyDictionary<string, string?> Options { get; init; } = new Dictionary<string, string?>();
}

/// <summary>A data file becomes part of the table.</summary>
internal sealed record AddFile
{
    /// <summary>URL-encoded, relative to the table's folder (other writers may give an absolute URI).</summary>
    public required string Path { get; init; }

    public IReadOnlyDictionary<string, string?> PartitionValues { get; init; } = new Dictionary<string, string?>();

    public long Size { get; init; }

    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    public long ModificationTime { get; init; }

    public bool DataChange { get; init; }

    /// <summary>Row count and column statistics as JSON text, or null.</summary>
    public string? Stats { get; init; }

    public IReadOnlyDictionary<string, string?>? Tags { get; init; }

    /// <summary>Set where only part of the file's rows count; such tables are refused.</summary>
    public JsonElement? DeletionVector { get; init; }
}

/// <summary>A data file is no longer part of the table; the file itself stays for readers of older versions.</summary>
internal sealed record RemoveFile
{
    public required string Path { get; init; }

    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    public long? DeletionTimestamp { get; init; }

    public bool DataChange { get; init; }

    public bool? ExtendedFileMetadata { get; init; }

    public IReadOnlyDictionary<string, string?>? PartitionValues { get; init; }

    public long? Size { get; init; }
}

/// <summary>What an application has written so far, by its own count; kept for ever, also in checkpoints.</summary>
internal sealed record Transaction
{
    public required string AppId { get; init; }

    public long Version { get; init; }

    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    public long? LastUpdated { get; init; }
}

/// <summary>The file <c>_last_checkpoint</c>: a hint at a complete checkpoint.</summary>
internal sealed record LastCheckpoint
{
    public long Version { get; init; }

    /// <summary>The number of parts; null for one file without part numbers.</summary>
    public int? Parts { get; init; }
}
