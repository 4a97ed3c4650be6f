using System.Numerics;
using System.Text;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Pipeline;
using LoanDefault.Spark.Functions;
using LoanDefault.Spark.Scoring.Input;
using LoanDefault.Spark.Scoring.Tasks;
using LoanDefault.Spark.Sql;
using LoanDefault.Spark.Sql.Types;
using LoanDefault.Tables.Publishing;
using LoanDefault.Tables.Runs;
using Serilog;

namespace LoanDefault.Spark.Scoring;

/// <summary>The part of a run between plan and publication: duplicates, the pass over the rows, gates, staged files, audit.</summary>
internal sealed class SparkStagedScoring(
    SparkSession session,
    ScoringRequest request,
    SparkRunPlan plan,
    StagingArea staging,
    FeaturePlan features,
    PhaseClock clock,
    IRunProgress progress,
    ILogger log)
{
    private readonly SparkStagedFiles _files = new(session, plan, staging);

    /// <summary>Stages both tables.</summary>
    /// <param name="summary">Takes the figures.</param>
    /// <param name="cancellation">Stops the work.</param>
    public (StagedTable Scored, StagedTable Quarantine) Run(SummaryBuilder summary, CancellationToken cancellation)
    {
        summary.FeaturesPlanned(features.ToString().ToLowerInvariant());
        long? rows = plan.Input.RowCount;
        RepeatedIds repeated = Follow(RunPhase.Duplicates, "finding duplicate ids", rows, () => FindRepeated(cancellation));
        IReadOnlyList<TaskTotals> tasks = Follow(RunPhase.Scan, "scoring", rows, () => Score(repeated, cancellation));
        var totals = new RunTotals(request.Model.FeatureSet, request.EffectiveDecisions);
        foreach (TaskTotals task in tasks)
            totals.Add(task.Rows);
        ScorerFigures? scorer = ScorerFigures.Of(request.Scorer, tasks.DistinctBy(t => t.Process).Select(t => t.Scorer));
        if (scorer is not null)
            log.ScorersChosen(scorer);
        summary.Scanned(totals, new SparkWorkFigures(tasks), scorer);
        RunGates.Check(request, totals, plan.Input.Files.Count);
        clock.Measure(RunPhase.Quarantine, "writing quarantined rows", totals.RowsQuarantined, () => _files.WriteQuarantine(totals.RowsQuarantined, cancellation));
        plan.Input.CheckUnchanged(session);
        var expected = new StagedExpectation(totals, tasks.Aggregate(BigInteger.Zero, (sum, t) => sum + t.IdHashSum));
        (IReadOnlyList<StagedFile> scored, IReadOnlyList<StagedFile> quarantine) = Follow(
            RunPhase.Audit, "checking what was written", null,
            () => new SparkStagedAudit(session, plan, staging).Check(expected, cancellation));
        log.RowsStaged(totals.RowsRead, totals.RowsScored, totals.RowsQuarantined);
        return (new StagedTable(OutputColumns.Scored, scored), new StagedTable(OutputColumns.Quarantine, quarantine));
    }

    private T Follow<T>(string phase, string name, long? rows, Func<T> work) => clock.Measure(phase, name, rows, () =>
    {
        using var followed = new StageProgress(session, progress, rows);
        return work();
    });

    // Exact: Spark groups the ids themselves, and spills what does not fit.
    private RepeatedIds FindRepeated(CancellationToken cancellation)
    {
        SparkLayout[] delivered = [.. plan.Layouts.Where(l => !l.HasGeneratedIds)];
        if (delivered.Length == 0)
            return new RepeatedIds([]);
        long most = Math.Min(RunGates.MostQuarantined(request, plan.Input.RowCount), int.MaxValue - 1);
        DataFrame ids = delivered.Select(l => l.Rows.SelectSql([$"{l.Id} AS id"])).UnionAll();
        var repeated = ids
            .Query($"SELECT id FROM {{t}} WHERE id IS NOT NULL AND id <> '' GROUP BY id HAVING count(*) > 1 LIMIT {most + 1}")
            .ReadJson(cancellation);
        // Each occurs at least twice, so a gate would refuse the run in the end.
        if (repeated.Count > most)
        {
            throw new GateRefusedException(
                $"{request.Input}: more than {most:N0} application ids occur more than once, and with them more than the {request.MaximumQuarantinedShare:P2} of rows that may be quarantined: nothing is published; deliver every application once");
        }

        return new RepeatedIds(repeated.Select(row => Encoding.UTF8.GetBytes(row.GetProperty("id").GetString()!)));
    }

    private IReadOnlyList<TaskTotals> Score(RepeatedIds repeated, CancellationToken cancellation)
    {
        byte[] bundle = RunBundle.Write(request.Model, Settings(), repeated);
        using Broadcast broadcast = session.SparkContext.Broadcast(bundle);
        string sha256 = RunBundle.HashOf(bundle);
        bool takesFeatures = features == FeaturePlan.Udf;
        DataFrame scored = plan.Layouts
            .Select((layout, i) => Rows(layout).MapInArrow(
                FunctionReference.Of((ArrowMap)ScoreFunction.Score, new ScoreArgument(broadcast.Id, sha256, i, takesFeatures).ToJson()),
                StructType.FromDdl(ScoreOutput.Ddl), broadcast))
            .UnionAll();
        _files.WriteOutcomes(scored, request, cancellation);
        return _files.ReadTotals(cancellation);
    }

    private DataFrame Rows(SparkLayout layout)
    {
        DataFrame rows = layout.Rows.SelectSql(layout.Expressions);
        return features == FeaturePlan.Fused ? rows : Features.Of(request.Model).Append(rows, [.. layout.Columns.Select(c => c.Contract)]);
    }

    private RunSettings Settings() => new()
    {
        ModelHash = request.Model.Hash,
        BusinessDate = request.BusinessDate,
        Decisions = request.EffectiveDecisions,
        Scorer = request.Scorer,
        Files = plan.Input.Files.SelectMany(f => f.Names.Select(n => (Name: n, f.RelativePath))).ToDictionary(f => f.Name, f => f.RelativePath),
        Layouts = [.. plan.Layouts.Select(l => l.Columns.Select(c => c.Contract).ToArray())],
        MostDescribed = RunGates.MostQuarantined(request, plan.Input.RowCount),
    };
}

/// <summary>What the staged files must agree with.</summary>
/// <param name="Totals">What the tasks counted.</param>
/// <param name="IdHashSum">The sum of the ids' hashes over every row that was read.</param>
internal sealed record StagedExpectation(RunTotals Totals, BigInteger IdHashSum);
