using System.Globalization;
using System.Text.Json.Nodes;

namespace LoanDefault.Cli.Reports;

/// <summary>A scoring run's figures for machines. Names are stable: docs/cli.md lists them.</summary>
internal static class ScoreJson
{
    /// <summary>The figures as JSON.</summary>
    /// <param name="report">The figures.</param>
    /// <param name="exitCode">The command's exit code.</param>
    public static JsonObject Of(ScoreReport report, int exitCode)
    {
        var json = new JsonObject
        {
            ["outcome"] = report.Outcome,
            ["exit_code"] = exitCode,
            ["business_date"] = report.BusinessDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["run_id"] = report.RunId,
            ["run_key"] = report.RunKey,
            ["superseded_run_key"] = report.SupersededRunKey,
        };
        if (report.Figures is { } figures)
            AddFigures(json, figures);
        json["seconds"] = report.Cost.Seconds;
        json["cpu_seconds"] = report.Cost.CpuSeconds;
        json["rows_per_second"] = report.Figures is { RowsRead: > 0 } read && report.Cost.Seconds > 0 ? read.RowsRead / report.Cost.Seconds : null;
        json["seconds_by_phase"] = new JsonObject(report.Cost.Phases.Select(p => KeyValuePair.Create<string, JsonNode?>(p.Key, p.Value)));
        json["threads"] = report.Cost.Threads;
        json["peak_memory_bytes"] = report.Cost.PeakMemoryBytes;
        json["model"] = new JsonObject
        {
            ["path"] = report.Model.Folder,
            ["name"] = report.Model.Name,
            ["version"] = report.Model.Version,
            ["hash"] = report.Model.Hash,
            ["feature_set_hash"] = report.Model.FeatureSetHash,
            ["scorer"] = report.Model.Scorer,
        };
        json["input"] = new JsonObject
        {
            ["path"] = report.Input.Path,
            ["files"] = report.Input.Files,
            ["bytes"] = report.Input.Bytes,
            ["unknown_columns"] = new JsonArray([.. report.Input.UnknownColumns.Select(c => JsonValue.Create(c))]),
        };
        json["tables"] = new JsonObject { ["scored"] = Table(report.Scored), ["quarantine"] = Table(report.Quarantine) };
        return json;
    }

    private static void AddFigures(JsonObject json, ScoreFigures figures)
    {
        json["rows_read"] = figures.RowsRead;
        json["rows_scored"] = figures.RowsScored;
        json["rows_quarantined"] = figures.RowsQuarantined;
        json["quarantined_share"] = figures.QuarantinedShare;
        json["maximum_quarantined_share"] = figures.MaximumQuarantinedShare;
        json["quarantined_by_rule"] = Counts(figures.QuarantinedByRule);
        json["violations"] = Counts(figures.Violations);
        json["bands"] = Counts(figures.Bands);
        json["decisions"] = Counts(figures.Decisions);
        json["missing_by_feature"] = Counts(figures.MissingByFeature);
        json["probability_of_default_sum"] = figures.ProbabilitySum;
        json["probability_of_default_mean"] = figures.MeanProbabilityOfDefault;
        json["points_mean"] = figures.MeanPoints;
    }

    private static JsonObject Counts(IReadOnlyDictionary<string, long> counts) =>
        new(counts.Select(c => KeyValuePair.Create<string, JsonNode?>(c.Key, c.Value)));

    private static JsonObject Table(TableFigures table) => new() { ["path"] = table.Folder, ["version"] = table.Version };
}
