using LoanDefault.Tables.Delta;
using LoanDefault.Tables.Errors;
using LoanDefault.Tables.Stores;
using Serilog;

namespace LoanDefault.Tables.Publishing;

/// <summary>
/// Lets one run of a business date work at a time; the next one waits, and then finds what the first has published. It only
/// saves work: what is published is decided by the commit, whoever holds the lock.
/// </summary>
/// <param name="store">The job's output folder.</param>
/// <param name="clock">The clock.</param>
/// <param name="log">Hears that a run has to wait.</param>
public sealed class RunLock(IFileStore store, TimeProvider clock, ILogger log)
{
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Waits until no other run of the date is under way.</summary>
    /// <param name="businessDate">The date.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    /// <returns>The lock, to be disposed when the run has ended.</returns>
    /// <exception cref="StoreException">The output cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The waiting was ended.</exception>
    public IDisposable Take(DateOnly businessDate, CancellationToken cancellation)
    {
        string folder = StagingFolders.Root(JobTables.Scored);
        store.CreateFolder(folder);
        string path = $"{folder}/{DeltaPath.PartitionFolder(businessDate)}.lock";
        IDisposable? held = store.TryLock(path);
        if (held is null)
            log.RunLockAwaited(businessDate);
        while (held is null)
        {
            Task.Delay(Interval, clock, cancellation).GetAwaiter().GetResult();
            held = store.TryLock(path);
        }

        return held;
    }
}
