using LoanDefault.Tables.Delta;
using LoanDefault.Tables.Errors;
using LoanDefault.Tables.Stores;
using Serilog;

namespace LoanDefault.Tables.Publishing;

/// <summary>What both tables of a job need: data files moved into place, the schema fitted, versions taken.</summary>
internal sealed class TableWriter(
    IFileStore store, string table, ICheckpointReader checkpoints, TimeProvider clock, ILogger logger)
{
    private static readonly TableColumn PartitionColumn = new(
        DeltaPath.PartitionColumn, DeltaType.Date, Nullable: true, "The night that the run scored; in the path, not in the files");

    private readonly DeltaLog _log = new(store, table, checkpoints);

    internal string Table => table;

    internal DateTimeOffset Now => clock.GetUtcNow();

    internal DeltaSnapshot Load() => _log.Load();

    /// <summary>
    /// The schema that a commit has to set so that these columns fit, or null when they do as it is. Refuses tables that
    /// we must not write to.
    /// </summary>
    internal DeltaSchema? SchemaFor(DeltaSnapshot snapshot, IReadOnlyList<TableColumn> columns)
    {
        TableGuard.EnsureWritable(table, snapshot);
        TableColumn[] all = [.. columns, PartitionColumn];
        return snapshot.MetaData is { } metaData
            ? SchemaEvolution.Plan(table, DeltaSchema.Parse(metaData.SchemaString, table), all)
            : DeltaSchema.Of(all);
    }

    /// <summary>
    /// Takes the version after the content's snapshot. False: another writer has it; the snapshot then holds the commits
    /// that were made meanwhile, and the content must be made anew.
    /// </summary>
    internal bool TryCommit(CommitContent content)
    {
        var version = content.Snapshot.Version + 1;
        if (_log.TryCommit(version, CommitEntries.Write(content, Now)))
            return true;
        logger.VersionLost(table, version);
        _log.Advance(content.Snapshot);
        return false;
    }

    /// <summary>
    /// Moves staged files to their final names, where no reader of the Delta log sees them before the commit, and readers
    /// of the plain folder see whole files only.
    /// </summary>
    /// <exception cref="StoreException">A file is missing or has another length than it was audited with.</exception>
    internal IReadOnlyList<PlacedFile> Place(StagingArea staging, IReadOnlyList<StagedFile> files)
    {
        var intent = staging.Plan.Intent;
        var folder = staging.FolderOf(table);
        var lengths = store.List(folder).ToDictionary(item => $"{folder}/{item.Name}", item => item.ByteLength);
        foreach (var file in files)
        {
            var found = lengths.TryGetValue(file.Path, out var length) ? $"has {length} bytes" : $"is not in {folder}";
            if (length != file.ByteLength || !lengths.ContainsKey(file.Path))
                throw new StoreException("publish", file.Path, $"the staged file {found}, audited were {file.ByteLength} bytes; run again");
        }

        if (files.Count > 0)
            store.CreateFolder($"{table}/{DeltaPath.PartitionFolder(intent.Run.BusinessDate)}");
        var placed = new List<PlacedFile>();
        foreach (var file in files)
        {
            var name = StagingFolders.DataFile(intent.Run.BusinessDate, placed.Count, intent.RunId);
            store.Move(file.Path, $"{table}/{name}");
            placed.Add(new PlacedFile(name, file));
        }

        return placed;
    }

    /// <summary>Deletes files that were placed for a commit that will never be made.</summary>
    internal void Withdraw(IEnumerable<PlacedFile> files)
    {
        foreach (var file in files)
            store.Delete($"{table}/{file.Name}");
    }
}
