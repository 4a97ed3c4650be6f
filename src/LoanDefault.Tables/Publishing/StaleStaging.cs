using LoanDefault.Tables.Delta;
using LoanDefault.Tables.Errors;
using LoanDefault.Tables.Stores;
using Serilog;

namespace LoanDefault.Tables.Publishing;

/// <summary>
/// Removes what runs left behind that were killed: staging folders, data files that were moved into place but never
/// committed, temporary files in the log's folder. Only what has not changed for <see cref="Limit"/> is touched, which
/// must be longer than any run takes.
/// </summary>
internal sealed class StaleStaging(IFileStore store, TimeProvider clock, ILogger logger)
{
    internal static readonly TimeSpan Limit = TimeSpan.FromDays(2);

    /// <summary>Cleans one table.</summary>
    /// <param name="table">The table's folder.</param>
    /// <param name="load">Reads the table as it is now.</param>
    internal void Remove(string table, Func<DeltaSnapshot> load)
    {
        try
        {
            RemoveTemporaryFiles(table);
            foreach (var run in store.List(StagingFolders.Root(table)).Where(IsStaleFolder(StagingFolders.Root(table))))
                RemoveRun(table, run.Name, load);
        }
        catch (Exception error) when (error is StoreException or CorruptLogException or UnsupportedTableException)
        {
            // Nobody needs the space tonight.
            logger.StaleStagingKept(error);
        }
    }

    private void RemoveRun(string table, string runId, Func<DeltaSnapshot> load)
    {
        var folder = StagingFolders.OfRun(table, runId);
        var dates = store.List(folder).Where(item => item.IsFolder).Select(item => item.Name).ToList();
        // The log is read after the folder was found stale: what its run committed is in it.
        var snapshot = load();
        var orphans = dates
            .SelectMany(date => store.List($"{table}/{date}")
                .Where(file => !file.IsFolder && IsStale(file.LastModified) && StagingFolders.IsOfRun(file.Name, runId))
                .Select(file => $"{date}/{file.Name}"))
            .Where(file => !snapshot.Names(file))
            .ToList();
        foreach (var orphan in orphans)
            store.Delete($"{table}/{orphan}");
        store.DeleteFolder(folder);
        logger.StaleStagingRemoved(folder, orphans.Count);
    }

    private void RemoveTemporaryFiles(string table)
    {
        var folder = $"{table}/{LogNames.Folder}";
        var leftovers = store.List(folder).Where(item => !item.IsFolder && IsTemporary(item.Name) && IsStale(item.LastModified));
        foreach (var leftover in leftovers)
            store.Delete($"{folder}/{leftover.Name}");
    }

    private Func<StoredItem, bool> IsStaleFolder(string parent) => item =>
        item.IsFolder && IsStale(NewestChange($"{parent}/{item.Name}", item.LastModified));

    private DateTimeOffset NewestChange(string folder, DateTimeOffset own) => store.List(folder)
        .Select(item => item.IsFolder ? NewestChange($"{folder}/{item.Name}", item.LastModified) : item.LastModified)
        .Append(own)
        .Max();

    private bool IsStale(DateTimeOffset lastChange) => clock.GetUtcNow() - lastChange > Limit;

    private static bool IsTemporary(string name) =>
        name.StartsWith('.') && name.EndsWith(LocalFileStore.TemporarySuffix, StringComparison.Ordinal);
}
