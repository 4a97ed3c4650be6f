using LoanDefault.Tables.Errors;
using LoanDefault.Tables.Stores;

namespace LoanDefault.Tables.Delta;

/// <summary>The log of one table: reads snapshots, takes versions.</summary>
/// <param name="store">The store that holds the table.</param>
/// <param name="table">The table's folder, relative to the store.</param>
/// <param name="checkpoints">Reads checkpoints of other writers; we write none.</param>
internal sealed class DeltaLog(IFileStore store, string table, ICheckpointReader checkpoints)
{
    private const int LoadAttempts = 3;

    internal string Folder { get; } = $"{table}/{LogNames.Folder}";

    /// <summary>The newest version of the table, or a snapshot without version when there is no table.</summary>
    /// <exception cref="CorruptLogException">The log has a gap or cannot be understood.</exception>
    internal DeltaSnapshot Load()
    {
        for (var attempt = 1; ; attempt++)
        {
            var listing = LogListing.Of(store.List(Folder));
            if (TryLoad(listing) is { } snapshot)
                return snapshot;
            // Another writer cleaned old commits away while we read; what is left starts at a newer checkpoint.
            if (attempt == LoadAttempts)
                throw new CorruptLogException(Folder, "commits vanish while they are read");
        }
    }

    /// <summary>Applies the commits that were made since.</summary>
    internal void Advance(DeltaSnapshot snapshot)
    {
        while (ReadCommit(snapshot.Version + 1) is { } entries)
            snapshot.Apply(snapshot.Version + 1, entries);
    }

    /// <summary>Makes a commit the table's next version. False: another writer took that version.</summary>
    /// <remarks>The entries must differ from every other writer's, which a run id in <c>commitInfo</c> ensures.</remarks>
    internal bool TryCommit(long version, IEnumerable<LogEntry> entries)
    {
        store.CreateFolder(Folder);
        return store.PutIfAbsent(PathOf(LogNames.Commit(version)), CommitFile.Write(entries)) == PutOutcome.Created;
    }

    private DeltaSnapshot? TryLoad(LogListing listing)
    {
        var snapshot = new DeltaSnapshot();
        if (listing.HasUnknownCheckpoints)
            throw V2Checkpoints();
        if (listing.IsEmpty)
            return snapshot;
        var hint = LastCheckpointHint.Read(store.TryRead(PathOf(LogNames.LastCheckpoint)));
        if (listing.BestCheckpoint(hint) is { } checkpoint)
            snapshot.Apply(checkpoint.Version, ReadCheckpoint(checkpoint));
        else if (listing.FirstMissingCommit(DeltaSnapshot.NoVersion) is { } missing)
            throw new CorruptLogException(PathOf(LogNames.Commit(missing)), "the commit is missing, and no checkpoint replaces it");
        while (snapshot.Version < listing.LastVersion)
        {
            if (ReadCommit(snapshot.Version + 1) is not { } entries)
                return null;
            snapshot.Apply(snapshot.Version + 1, entries);
        }

        return snapshot;
    }

    private List<LogEntry>? ReadCommit(long version)
    {
        var path = PathOf(LogNames.Commit(version));
        return store.TryRead(path) is { } content ? CommitFile.Read(content, path) : null;
    }

    private IEnumerable<LogEntry> ReadCheckpoint(Checkpoint checkpoint)
    {
        foreach (var path in LogNames.Checkpoint(checkpoint.Version, checkpoint.Parts).Select(PathOf))
        {
            var row = 0L;
            foreach (var json in checkpoints.ReadRows(path))
            {
                var entry = CommitFile.ReadEntry(json, path, ++row);
                if (entry.CheckpointMetadata is not null || entry.Sidecar is not null)
                    throw V2Checkpoints();
                yield return entry;
            }
        }
    }

    private UnsupportedTableException V2Checkpoints() =>
        new(table, "it has v2 checkpoints", "publish to another output folder");

    private string PathOf(string name) => $"{Folder}/{name}";
}
