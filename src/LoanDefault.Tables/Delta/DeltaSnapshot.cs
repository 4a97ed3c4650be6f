namespace LoanDefault.Tables.Delta;

/// <summary>A table as of one version: the actions of its log replayed in order. Not for several threads.</summary>
internal sealed class DeltaSnapshot
{
    /// <summary>The version of a table that does not exist yet.</summary>
    internal const long NoVersion = -1;

    private readonly Dictionary<string, LiveFile> _files = new(StringComparer.Ordinal);
    private readonly HashSet<string> _removed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _transactions = new(StringComparer.Ordinal);
    private readonly List<CommitNote> _notes = [];

    /// <summary>The last commit that is in it; <see cref="NoVersion"/> before the first.</summary>
    internal long Version { get; private set; } = NoVersion;

    internal bool TableExists => Version != NoVersion;

    internal Protocol? Protocol { get; private set; }

    internal MetaData? MetaData { get; private set; }

    /// <summary>The data files that make up the table.</summary>
    internal IReadOnlyCollection<LiveFile> Files => _files.Values;

    /// <summary>The texts that writers left in their commits, oldest first; those before a checkpoint are not known.</summary>
    internal IReadOnlyList<CommitNote> Notes => _notes;

    /// <summary>The live files of a business date, in the order of their names.</summary>
    internal IReadOnlyList<LiveFile> FilesOf(DateOnly businessDate)
    {
        var value = DeltaPath.PartitionValue(businessDate);
        return _files.Values
            .Where(file => file.Add.PartitionValues.GetValueOrDefault(DeltaPath.PartitionColumn) == value)
            .OrderBy(file => file.Name, StringComparer.Ordinal)
            .ToList();
    }

    /// <summary>What an application wrote last by its own count, or null when it never did.</summary>
    internal long? TransactionVersion(string appId) => _transactions.TryGetValue(appId, out var version) ? version : null;

    /// <summary>Whether the log names a file, as part of the table or of an older version of it.</summary>
    internal bool Names(string file) => _files.ContainsKey(file) || _removed.Contains(file);

    /// <summary>Adds a commit, or a checkpoint that holds everything up to its version.</summary>
    internal void Apply(long version, IEnumerable<LogEntry> entries)
    {
        foreach (var entry in entries)
            Apply(version, entry);
        Version = version;
    }

    private void Apply(long version, LogEntry entry)
    {
        Protocol = entry.Protocol ?? Protocol;
        MetaData = entry.MetaData ?? MetaData;
        if (entry.Txn is { } transaction)
            _transactions[transaction.AppId] = transaction.Version;
        if (entry.CommitInfo?.UserMetadata is { } text)
            _notes.Add(new CommitNote(version, text));
        if (entry.Add is { } add)
        {
            var name = DeltaPath.Decode(add.Path);
            _files[name] = new LiveFile(name, add, version);
            _removed.Remove(name);
        }

        if (entry.Remove is { } remove)
        {
            var name = DeltaPath.Decode(remove.Path);
            _files.Remove(name);
            _removed.Add(name);
        }
    }
}

/// <summary>A data file of a snapshot.</summary>
/// <param name="Name">Its path relative to the table's folder, as the file system has it.</param>
/// <param name="Add">What the log says of it.</param>
/// <param name="Version">The commit that added it, or, when a checkpoint told us, the checkpoint's version: an upper bound.</param>
internal sealed record LiveFile(string Name, AddFile Add, long Version);

/// <summary>The <c>userMetadata</c> of a commit.</summary>
internal readonly record struct CommitNote(long Version, string UserMetadata);
