using System.Text.Json;
using LoanDefault.Core.Errors;
using LoanDefault.Tables.Delta;
using LoanDefault.Tables.Errors;
using LoanDefault.Tables.Stores;
using Serilog;

namespace LoanDefault.Tables.Publishing;

/// <summary>
/// Publishes a job's nights into its two Delta tables, <c>scored</c> and <c>quarantine</c>: a reader sees a night whole
/// or not at all, no row is lost or doubled, and running again is harmless.
/// </summary>
/// <remarks>Call <see cref="Plan"/> before scoring, write files into <see cref="OpenStaging"/>'s folders, audit them, and
/// hand them to <see cref="Publish"/>. Several processes may publish into the same tables. The order of the steps, and
/// why it is safe, is in docs/tables.md.</remarks>
public sealed class TablePublisher
{
    private readonly IFileStore _store;
    private readonly ILogger _log;
    private readonly TableWriter _scoredWriter;
    private readonly TableWriter _quarantineWriter;
    private readonly ScoredTable _scored;
    private readonly QuarantineTable _quarantine;
    private readonly StaleStaging _stale;

    /// <summary>A publisher.</summary>
    /// <param name="store">The job's output folder.</param>
    /// <param name="checkpoints">Reads the checkpoints that other writers leave in that folder.</param>
    /// <param name="clock">The time for the log; orders nothing.</param>
    /// <param name="log">Takes what happens.</param>
    public TablePublisher(IFileStore store, ICheckpointReader checkpoints, TimeProvider clock, ILogger log)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(checkpoints);
        ArgumentNullException.ThrowIfNull(clock);
        ArgumentNullException.ThrowIfNull(log);
        _store = store;
        _log = log;
        _scoredWriter = new TableWriter(store, JobTables.Scored, checkpoints, clock, log);
        _quarantineWriter = new TableWriter(store, JobTables.Quarantine, checkpoints, clock, log);
        _scored = new ScoredTable(_scoredWriter);
        _quarantine = new QuarantineTable(_quarantineWriter, log);
        _stale = new StaleStaging(store, clock, log);
    }

    /// <summary>Looks before scoring whether there is anything to do, and whether the store and tables allow it.</summary>
    /// <returns><see cref="PublishOutcome.Go"/> or <see cref="PublishOutcome.AlreadyDone"/>.</returns>
    /// <exception cref="PublishConflictException">Another run key is published for the date, and the intent does not
    /// supersede.</exception>
    /// <exception cref="StoreException">Tables cannot be published to this store.</exception>
    /// <exception cref="UnsupportedTableException">A table uses something that we would break.</exception>
    public PublishPlan Plan(PublishIntent intent)
    {
        ArgumentNullException.ThrowIfNull(intent);
        var (plan, outcome) = PlanScored(intent);
        if (outcome == PublishOutcome.AlreadyDone)
            ConfirmPublished(plan);
        else
            EnsurePublishable(plan);
        return new PublishPlan(intent, outcome, plan.Night.Run, plan.Snapshot.Version);
    }

    /// <summary>
    /// Makes the folders that the run's data files are written to before they are published, and removes what runs that
    /// were killed left two days ago or earlier.
    /// </summary>
    /// <exception cref="ArgumentException">The plan says that there is nothing to do.</exception>
    public StagingArea OpenStaging(PublishPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        if (plan.Outcome != PublishOutcome.Go)
            throw new ArgumentException("the plan says that there is nothing to do", nameof(plan));
        _stale.Remove(JobTables.Scored, _scoredWriter.Load);
        _stale.Remove(JobTables.Quarantine, _quarantineWriter.Load);
        return new StagingArea(_store, plan, _log);
    }

    /// <summary>Publishes the staged files: the quarantine table first, then the scored table, whose commit counts.</summary>
    /// <param name="staging">The run's staging folders; taken over.</param>
    /// <param name="scored">The files and columns for the scored table.</param>
    /// <param name="quarantine">The files and columns for the quarantine table; it is committed even without files.</param>
    /// <param name="figures">The run's figures, kept in the scored commit; null for none.</param>
    /// <exception cref="PublishConflictException">Another run was published for the date meanwhile.</exception>
    /// <exception cref="SchemaConflictException">The columns do not fit a table.</exception>
    /// <exception cref="StoreException">The store failed. Run again: what was half done does not count.</exception>
    public PublishResult Publish(StagingArea staging, StagedTable scored, StagedTable quarantine, JsonElement? figures = null)
    {
        ArgumentNullException.ThrowIfNull(staging);
        ArgumentNullException.ThrowIfNull(scored);
        ArgumentNullException.ThrowIfNull(quarantine);
        // The night as it is before our quarantine commit: the scored commit succeeds only if it is still the same then.
        var (plan, outcome) = PlanScored(staging.Plan.Intent);
        if (outcome == PublishOutcome.AlreadyDone)
            return AlreadyDone(plan);
        _scored.Check(plan, scored);
        CheckQuarantine(plan, quarantine);
        staging.TakeOver();
        var quarantineFiles = _quarantineWriter.Place(staging, quarantine.Files);
        var scoredFiles = _scoredWriter.Place(staging, scored.Files);
        var quarantined = _quarantine.Commit(plan.Intent, quarantine, quarantineFiles);
        var run = PublishedRun.Of(plan.Intent.Run, plan.Intent.RunId, scoredFiles.Count, quarantined.Version);
        var result = CommitScored(plan, new ScoredContent(run, scored.Columns, scoredFiles, figures), quarantined);
        staging.Remove();
        return result;
    }

    private PublishResult CommitScored(ScoredPlan plan, ScoredContent content, QuarantineCommit quarantined)
    {
        long? version;
        try
        {
            version = _scored.Commit(plan, content);
        }
        catch (PublishConflictException)
        {
            _scoredWriter.Withdraw(content.Files);
            // Files of an earlier try that ours replaced may be needed by another process with the same run key.
            if (!quarantined.ReplacedEarlierTry)
                _quarantine.Withdraw(plan.Intent);
            throw;
        }

        if (version is not { } committed)
        {
            _scoredWriter.Withdraw(content.Files);
            return AlreadyDone(plan with { Night = Night.Of(plan.Snapshot, plan.Intent.Run.BusinessDate) });
        }

        _log.RunPublished(content.Run.RunKey, committed, quarantined.Version);
        _quarantine.Tidy(content.Run);
        return new PublishResult(PublishOutcome.Published, committed, quarantined.Version, plan.Night.Run?.RunKey);
    }

    private PublishResult AlreadyDone(ScoredPlan plan)
    {
        ConfirmPublished(plan);
        return new PublishResult(
            PublishOutcome.AlreadyDone, plan.Snapshot.Version, plan.Night.Run?.QuarantineVersion, SupersededRunKey: null);
    }

    private void ConfirmPublished(ScoredPlan plan)
    {
        _log.RunAlreadyPublished(plan.Intent.Run.RunKey, plan.Snapshot.Version);
        if (plan.Night.Run is { } run)
            _quarantine.Tidy(run);
    }

    private (ScoredPlan Plan, PublishOutcome Outcome) PlanScored(PublishIntent intent)
    {
        var snapshot = _scored.Load();
        var night = Night.Of(snapshot, intent.Run.BusinessDate);
        return (new ScoredPlan(snapshot, night, intent), ScoredTable.Decide(snapshot, night, intent.Run, intent.Supersede));
    }

    private void EnsurePublishable(ScoredPlan plan)
    {
        if (_store.Probe() is { IsSuitable: false } probe)
            throw new StoreException(probe);
        TableGuard.EnsureWritable(JobTables.Scored, plan.Snapshot);
        TableGuard.EnsureWritable(JobTables.Quarantine, _quarantineWriter.Load());
    }

    private void CheckQuarantine(ScoredPlan plan, StagedTable staged)
    {
        var snapshot = _quarantineWriter.Load();
        _quarantineWriter.SchemaFor(snapshot, staged.Columns);
        if (snapshot.FilesOf(plan.Intent.Run.BusinessDate).Count > 0)
            TableGuard.EnsureRemovable(JobTables.Quarantine, snapshot);
    }
}
