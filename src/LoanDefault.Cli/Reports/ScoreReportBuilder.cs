using LoanDefault.Cli.Commands;
using LoanDefault.Core.Models;
using LoanDefault.Tables.Publishing;
using LoanDefault.Tables.Runs;

namespace LoanDefault.Cli.Reports;

/// <summary>Makes a report from what the embedded host says of its run.</summary>
internal static class ScoreReportBuilder
{
    private const string ModelReport = "report.html";

    /// <summary>The report of a run, as far as it came.</summary>
    /// <param name="settings">What was asked.</param>
    /// <param name="request">The same as the host understood it.</param>
    /// <param name="summary">What the host says.</param>
    public static ScoreReport Of(ScoreSettings settings, ScoringRequest request, RunSummary summary) => new()
    {
        Outcome = summary.Outcome,
        BusinessDate = summary.BusinessDate,
        RunId = summary.RunId,
        RunKey = summary.RunKey,
        PublishedRunId = summary.PublishedRunId,
        RowsRead = summary.RowsRead,
        FeaturePlan = summary.FeaturePlan,
        Scorer = summary.Scorer,
        PeakMemoryBytes = summary.PeakMemoryBytes,
        Figures = summary.Rows is { } rows ? Figures(rows, settings) : null,
        Cost = summary.Time is { } time ? Cost(time, summary, settings) : null,
        Model = Model(request.Model, settings.Model),
        Input = new InputFigures(settings.Input, summary.InputFiles, summary.UnknownColumns) { AbsentColumns = summary.AbsentColumns },
        Scored = new TableFigures(Path.Combine(summary.OutputUri ?? settings.Output, JobTables.Scored), summary.ScoredVersion),
        Quarantine = new TableFigures(Path.Combine(summary.OutputUri ?? settings.Output, JobTables.Quarantine), summary.QuarantineVersion),
        Versions = summary.Versions,
    };

    private static ScoreFigures Figures(RowFigures rows, ScoreSettings settings) => new()
    {
        RowsRead = rows.Read,
        RowsScored = rows.Scored,
        RowsQuarantined = rows.Quarantined,
        MaximumQuarantinedShare = settings.MaximumQuarantinedShare,
        QuarantinedByRule = rows.QuarantinedByRule,
        Violations = rows.ViolationsByReason,
        Bands = rows.ByBand,
        Decisions = rows.ByDecision,
        MissingByFeature = rows.MissingByFeature,
        ProbabilitySum = rows.ProbabilitySum,
        MeanPoints = rows.Scored == 0 ? null : (double)rows.PointsSum / rows.Scored,
    };

    private static ScoreCost Cost(TimeFigures time, RunSummary summary, ScoreSettings settings) => new(
        time.WallSeconds,
        time.CpuSeconds,
        settings.Threads ?? Environment.ProcessorCount,
        time.CpuSecondsByShare,
        time.Phases.GroupBy(p => p.Name).ToDictionary(phase => phase.Key, phase => phase.Sum(p => p.WallSeconds)));

    private static ModelFigures Model(ModelPackage model, string folder)
    {
        string report = Path.Combine(folder, ModelReport);
        return new ModelFigures(
            folder, model.Manifest.Name, model.Manifest.Version, model.Hash, model.Manifest.FeatureSetHash, File.Exists(report) ? report : null);
    }
}
