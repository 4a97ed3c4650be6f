using LoanDefault.Tables.Delta;
using LoanDefault.Tables.Errors;
using Serilog;

namespace LoanDefault.Tables.Publishing;

/// <summary>
/// The quarantine table. Its commits come before the scored commit, so its rows count only once the scored table names
/// their run key.
/// </summary>
internal sealed class QuarantineTable(TableWriter writer, ILogger logger)
{
    /// <summary>Adds a run's files, in place of those that an earlier try of the same run key left.</summary>
    internal QuarantineCommit Commit(PublishIntent intent, StagedTable staged, IReadOnlyList<PlacedFile> files)
    {
        var run = PublishedRun.Of(intent.Run, intent.RunId, files.Count, quarantineVersion: null);
        var snapshot = writer.Load();
        while (true)
        {
            var earlier = snapshot.FilesOf(run.BusinessDate).Where(file => RunTag.Read(file.Add)?.RunKey == run.RunKey).ToList();
            if (earlier.Count > 0)
                TableGuard.EnsureRemovable(writer.Table, snapshot);
            var content = new CommitContent(snapshot, run, new RunNote { Run = run })
            {
                NewSchema = writer.SchemaFor(snapshot, staged.Columns),
                Removed = earlier,
                Added = files,
            };
            if (writer.TryCommit(content))
                return new QuarantineCommit(snapshot.Version + 1, earlier.Count > 0);
        }
    }

    /// <summary>
    /// Removes the files of a date that cannot belong to a published run any more: those that were there when the
    /// published run committed its own, and are not its own. Whoever made them planned before that run was published, so
    /// their scored commit must fail (or has been superseded).
    /// </summary>
    internal void Tidy(PublishedRun published)
    {
        if (published.QuarantineVersion is not { } limit)
            return;
        Remove(
            published,
            file => file.Version <= limit && RunTag.Read(file.Add)?.RunKey != published.RunKey);
    }

    /// <summary>Removes what this execution committed, after another run was published for the date.</summary>
    internal void Withdraw(PublishIntent intent) => Remove(
        PublishedRun.Of(intent.Run, intent.RunId, files: 0, quarantineVersion: null),
        file => RunTag.Read(file.Add)?.RunId == intent.RunId);

    private void Remove(PublishedRun run, Predicate<LiveFile> isDoomed)
    {
        try
        {
            var snapshot = writer.Load();
            while (true)
            {
                var doomed = snapshot.FilesOf(run.BusinessDate).Where(file => isDoomed(file)).ToList();
                if (doomed.Count == 0)
                    return;
                if (TableGuard.IsAppendOnly(snapshot))
                {
                    logger.QuarantineAppendOnly();
                    return;
                }

                TableGuard.EnsureWritable(writer.Table, snapshot);
                var content = new CommitContent(snapshot, run, new RunNote { Run = run }) { Removed = doomed, IsRemoval = true };
                if (!writer.TryCommit(content))
                    continue;
                logger.QuarantineTidied(doomed.Count, snapshot.Version + 1);
                return;
            }
        }
        catch (Exception error) when (error is StoreException or UnsupportedTableException or CorruptLogException)
        {
            // The run's outcome stands whatever becomes of rows that do not count.
            logger.QuarantineNotTidied(error);
        }
    }
}

/// <summary>A run's commit to the quarantine table.</summary>
/// <param name="Version">Its version.</param>
/// <param name="ReplacedEarlierTry">Whether it took the place of files of the same run key.</param>
internal readonly record struct QuarantineCommit(long Version, bool ReplacedEarlierTry);
