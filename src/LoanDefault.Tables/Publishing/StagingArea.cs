using LoanDefault.Tables.Errors;
using LoanDefault.Tables.Stores;
using Serilog;

namespace LoanDefault.Tables.Publishing;

/// <summary>
/// A run's two folders for data files that are not published yet. Delta readers never look there and readers of plain
/// Parquet folders skip names that start with '.'; give the files another extension than <c>.parquet</c> all the same,
/// as some globs (DuckDB's <c>**/*.parquet</c>) do not. Disposing removes the folders, unless
/// <see cref="TablePublisher.Publish"/> has taken the files over.
/// </summary>
public sealed class StagingArea : IDisposable
{
    private readonly IFileStore _store;
    private readonly ILogger _log;
    private bool _isTakenOver;

    internal StagingArea(IFileStore store, PublishPlan plan, ILogger log)
    {
        _log = log;
        _store = store;
        Plan = plan;
        store.CreateFolder(ScoredFolder);
        store.CreateFolder(QuarantineFolder);
    }

    /// <summary>The plan that the files are made for.</summary>
    public PublishPlan Plan { get; }

    /// <summary>Where files of the scored table go, relative to the store.</summary>
    public string ScoredFolder => FolderOf(JobTables.Scored);

    /// <summary>Where files of the quarantine table go, relative to the store.</summary>
    public string QuarantineFolder => FolderOf(JobTables.Quarantine);

    /// <summary>Removes what was not published.</summary>
    public void Dispose()
    {
        if (!_isTakenOver)
            Remove();
    }

    internal string FolderOf(string table) =>
        StagingFolders.OfDate(table, Plan.Intent.RunId, Plan.Intent.Run.BusinessDate);

    internal void TakeOver()
    {
        ObjectDisposedException.ThrowIf(_isTakenOver, this);
        _isTakenOver = true;
    }

    /// <summary>Removes the folders; where that fails, a later run does it.</summary>
    internal void Remove()
    {
        try
        {
            _store.DeleteFolder(StagingFolders.OfRun(JobTables.Scored, Plan.Intent.RunId));
            _store.DeleteFolder(StagingFolders.OfRun(JobTables.Quarantine, Plan.Intent.RunId));
        }
        catch (StoreException error)
        {
            _log.StagingNotRemoved(error, Plan.Intent.RunId);
        }
    }
}
