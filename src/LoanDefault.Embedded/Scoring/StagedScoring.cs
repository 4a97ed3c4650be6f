using LoanDefault.Core.Pipeline;
using LoanDefault.Core.Scoring;
using LoanDefault.Core.Validation;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Duplicates;
using LoanDefault.Tables.Publishing;
using LoanDefault.Tables.Runs;
using Serilog;

namespace LoanDefault.Embedded.Scoring;

/// <summary>The part of a run between plan and publication: duplicates, scan, quarantine, gates, audit.</summary>
internal sealed class StagedScoring(
    EmbeddedScoringRequest request,
    RunPlan plan,
    Workspace workspace,
    DuckDbConnection connection,
    PhaseClock clock,
    IRunProgress progress,
    ModelScorer scorer,
    ILogger log)
{
    // Half of what the engine may keep: both are not busy at the same time.
    private readonly DuplicateOptions _duplicates = new(
        request.MemoryLimitBytes / 2, workspace.PathOf("ids.spill"), request.Threads ?? Environment.ProcessorCount)
    {
        Hash = request.CoarseIdHash,
        MostQuarantined = rows => RunGates.MostQuarantined(request, rows),
    };

    private readonly StagedFiles _scored = new(workspace.ScoredFolder, workspace.ScoredStoreFolder, OutputColumns.Scored);

    private readonly StagedFiles _quarantine = new(
        workspace.QuarantineFolder, workspace.QuarantineStoreFolder, OutputColumns.Quarantine);

    /// <summary>Stages both tables.</summary>
    /// <param name="summary">Takes the figures.</param>
    /// <param name="cancellation">Stops the work.</param>
    internal StagedRun Run(SummaryBuilder summary, CancellationToken cancellation)
    {
        long? rows = plan.Scan.Input.RowCount;
        IdHashSet repeated = clock.Measure(
            RunPhase.Duplicates, "finding duplicate ids", rows, () => request.FindsDuplicates
                ? FindDuplicates(summary, cancellation)
                : IdHashSet.Empty);
        (ScoringScan scan, IReadOnlyList<StagedFile> scored) = clock.Measure(
            RunPhase.Scan, "scoring", rows, () => Scan(repeated, cancellation));
        using (scan)
        {
            RunTotals totals = scan.Totals();
            summary.Scanned(totals, ScanFigures.Of(scan), ScorerFigures.Of(request.Scorer, [scorer.Report]));
            RunGates.Check(request, totals, plan.Scan.Input.Files.Count);
            IReadOnlyList<StagedFile> quarantine = clock.Measure(
                RunPhase.Quarantine, "writing quarantined rows", totals.RowsQuarantined,
                () => new QuarantineFiles(scan.Spools).Write(connection, _quarantine, plan.Identity, cancellation));
            InputCheck.Unchanged(plan.Scan.Input);
            if (request.Audits)
            {
                clock.Measure(RunPhase.Audit, "checking what was written", totals.RowsRead, () =>
                {
                    Audit(scored, quarantine, new AuditExpectation(scan.ReadIds(), totals.RowsScored, totals.RowsQuarantined, totals.PointsSum), cancellation);
                    return true;
                });
            }

            log.RowsStaged(totals.RowsRead, totals.RowsScored, totals.RowsQuarantined);
            return new StagedRun(new StagedTable(OutputColumns.Scored, scored), new StagedTable(OutputColumns.Quarantine, quarantine));
        }
    }

    private IdHashSet FindDuplicates(SummaryBuilder summary, CancellationToken cancellation)
    {
        var ids = new DuplicateIds(plan.Scan, _duplicates);
        try
        {
            return ids.Find(connection, progress, cancellation);
        }
        finally
        {
            summary.IdsRead(ids.RowsRead);
        }
    }

    // Again only when two different ids share a 64-bit hash and one of them occurs twice.
    private (ScoringScan Scan, IReadOnlyList<StagedFile> Files) Scan(IdHashSet repeated, CancellationToken cancellation)
    {
        var unique = new HashSet<string>();
        for (int attempt = 1; ; attempt++)
        {
            var scan = new ScoringScan(Context(repeated, unique), workspace.NewFolder($"spool-{attempt}"), attempt);
            IReadOnlyList<StagedFile> files = scan.Run(connection, _scored, request.Model, plan.Identity, cancellation);
            IReadOnlyList<string> caught = repeated.Count == 0 || !scan.SpoolsAreWhole
                ? []
                : new QuarantineFiles(scan.Spools).FindUnique(connection, ValidationRules.DuplicateId.Id, cancellation);
            if (caught.Count == 0)
                return (scan, files);
            log.HashesCollided(caught.Count);
            unique.UnionWith(caught);
            scan.Dispose();
            foreach (StagedFile file in files)
                File.Delete(_scored.PathOf(file));
        }
    }

    private ScoringContext Context(IdHashSet repeated, HashSet<string> unique) => new()
    {
        Plan = plan.Scan,
        Features = request.Model.FeatureSet,
        Scorer = scorer,
        Decisions = request.EffectiveDecisions,
        BusinessDate = request.BusinessDate,
        Progress = progress,
        MostQuarantined = RunGates.MostQuarantined(request, plan.Scan.Input.RowCount),
        RepeatedIds = repeated,
        CoarseHash = request.CoarseIdHash,
        UniqueIds = unique,
    };

    private void Audit(
        IReadOnlyList<StagedFile> scored, IReadOnlyList<StagedFile> quarantine, AuditExpectation expected, CancellationToken cancellation) =>
        new StagedAudit(connection, _duplicates).Check(
            [.. scored.Select(_scored.PathOf)], [.. quarantine.Select(_quarantine.PathOf)], expected, progress, cancellation);
}
