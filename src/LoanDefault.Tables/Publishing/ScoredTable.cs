using System.Text.Json;
using LoanDefault.Core.Errors;
using LoanDefault.Tables.Delta;

namespace LoanDefault.Tables.Publishing;

/// <summary>The scored table, whose log decides which run is published for a date.</summary>
internal sealed class ScoredTable(TableWriter writer)
{
    internal DeltaSnapshot Load() => writer.Load();

    /// <summary>Whether a run may be published, or is.</summary>
    /// <exception cref="PublishConflictException">Another run is published for the date, and may not be superseded.</exception>
    internal static PublishOutcome Decide(DeltaSnapshot scored, Night night, RunKeyParts run, bool supersede)
    {
        var hasOurTransaction = RunTransaction.IsPublished(scored, run.RunKey);
        var isOurs = night.Run is null ? night.Files.Count > 0 && hasOurTransaction : night.Run.RunKey == run.RunKey;
        if (isOurs)
            return PublishOutcome.AlreadyDone;
        var wasOursOnce = night.IsUnpublished && hasOurTransaction;
        if (supersede || (night.IsUnpublished && !wasOursOnce))
            return PublishOutcome.Go;
        throw wasOursOnce ? Conflicts.RowsRemoved(run) : Conflicts.PublishedByAnother(night, run);
    }

    /// <summary>
    /// Publishes: the night's files go and the run's come, in one commit, provided that nobody has touched the night
    /// since it was planned. Null: another process has published the same run key.
    /// </summary>
    /// <exception cref="PublishConflictException">Another writer changed the night meanwhile.</exception>
    internal long? Commit(ScoredPlan plan, ScoredContent content)
    {
        var (snapshot, planned, intent) = plan;
        while (true)
        {
            var night = Night.Of(snapshot, intent.Run.BusinessDate);
            if (!night.IsSameAs(planned))
            {
                return Decide(snapshot, night, intent.Run, supersede: false) == PublishOutcome.AlreadyDone
                    ? null
                    : throw Conflicts.ChangedMeanwhile(intent.Run);
            }

            if (writer.TryCommit(Content(plan, content)))
                return snapshot.Version + 1;
        }
    }

    /// <summary>Refuses what the commit would be refused for, before anything is written.</summary>
    internal void Check(ScoredPlan plan, StagedTable staged)
    {
        writer.SchemaFor(plan.Snapshot, staged.Columns);
        if (plan.Night.Files.Count > 0)
            TableGuard.EnsureRemovable(writer.Table, plan.Snapshot);
    }

    private CommitContent Content(ScoredPlan plan, ScoredContent content)
    {
        var (snapshot, night, _) = plan;
        if (night.Files.Count > 0)
            TableGuard.EnsureRemovable(writer.Table, snapshot);
        var superseded = night.Run is null ? null : RunTransaction.Superseded(snapshot, night.Run.RunKey, writer.Now);
        LogEntry[] transactions = [RunTransaction.Published(snapshot, content.Run.RunKey, writer.Now)];
        return new CommitContent(snapshot, content.Run, new RunNote { Run = content.Run, Figures = content.Figures })
        {
            NewSchema = writer.SchemaFor(snapshot, content.Columns),
            Transactions = superseded is null ? transactions : [.. transactions, superseded],
            Removed = night.Files,
            Added = content.Files,
        };
    }
}

/// <summary>The table and the night as they were when the publication was planned.</summary>
/// <param name="Snapshot">The table; commits made meanwhile are added to it.</param>
/// <param name="Night">The night as planned; it must not change.</param>
/// <param name="Intent">What the run wants.</param>
internal sealed record ScoredPlan(DeltaSnapshot Snapshot, Night Night, PublishIntent Intent);

/// <summary>What the run adds.</summary>
internal sealed record ScoredContent(
    PublishedRun Run, IReadOnlyList<TableColumn> Columns, IReadOnlyList<PlacedFile> Files, JsonElement? Figures);
