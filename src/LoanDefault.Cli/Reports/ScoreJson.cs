using System.Globalization;
using System.Text.Json.Nodes;
using LoanDefault.Core.Scoring.Parity;
using LoanDefault.Tables.Runs;

namespace LoanDefault.Cli.Reports;

/// <summary>A scoring run's figures for machines. Names are stable: docs/cli.md lists them.</summary>
internal static class ScoreJson
{
    /// <summary>The figures as JSON.</summary>
    /// <param name="report">The figures.</param>
    public static JsonObject Of(ScoreReport report)
    {
        var json = new JsonObject
        {
            ["business_date"] = report.BusinessDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["run_id"] = report.RunId,
            ["run_key"] = report.RunKey,
            ["published_run_id"] = report.PublishedRunId,
        };
        if (report.RowsRead is { } rows)
            json["rows_read"] = rows;
        if (report.Figures is { } figures)
            AddFigures(json, figures);
        if (report.Cost is { } cost)
            AddCost(json, cost, report.RowsRead ?? 0);
        if (report.FeaturePlan is { } plan)
            json["feature_plan"] = plan;
        if (report.Scorer is { } scorer)
            json["scorer"] = Scorer(scorer);
        json["peak_memory_bytes"] = report.PeakMemoryBytes;
        json["model"] = new JsonObject
        {
            ["path"] = report.Model.Folder,
            ["name"] = report.Model.Name,
            ["version"] = report.Model.Version,
            ["hash"] = report.Model.Hash,
            ["feature_set_hash"] = report.Model.FeatureSetHash,
        };
        json["input"] = new JsonObject
        {
            ["path"] = report.Input.Path,
            ["files"] = report.Input.Files,
            ["unknown_columns"] = Texts(report.Input.UnknownColumns),
            ["absent_columns"] = new JsonArray([.. report.Input.AbsentColumns.Select(Absent)]),
        };
        json["tables"] = new JsonObject { ["scored"] = Table(report.Scored), ["quarantine"] = Table(report.Quarantine) };
        json["versions"] = new JsonObject(report.Versions.Select(v => KeyValuePair.Create<string, JsonNode?>(v.Key, v.Value)));
        return json;
    }

    private static JsonObject Scorer(ScorerFigures figures) => new()
    {
        ["choice"] = figures.Choice.ToString().ToLowerInvariant(),
        ["scorer"] = figures.First.Scorer,
        ["kernel"] = figures.First.Kernel,
        ["path"] = figures.First.HardwarePath,
        ["reason"] = figures.First.Reason,
        ["gate"] = figures.First.Gate is { } gate ? Gate(gate) : null,
        ["processes"] = figures.Processes.Count,
        ["processes_fallen_back"] = figures.ProcessesFallenBack,
    };

    private static JsonObject Gate(ParityGateResult gate) => new()
    {
        ["passed"] = gate.Passed,
        ["rows"] = gate.Rows,
        ["thresholds"] = gate.Thresholds,
        ["thresholds_probed"] = gate.ThresholdsProbed,
        ["first_row_that_differs"] = gate.Difference?.Row,
        ["first_tree_that_differs"] = gate.Difference?.Tree,
    };

    private static JsonObject Absent(AbsentColumn column) => new()
    {
        ["column"] = column.Name,
        ["source"] = column.Source,
        ["files"] = column.Files,
        ["alike"] = Texts(column.Alike),
        ["features"] = Texts(column.Features),
    };

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => JsonValue.Create(t))]);

    private static void AddFigures(JsonObject json, ScoreFigures figures)
    {
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

    private static void AddCost(JsonObject json, ScoreCost cost, long rowsRead)
    {
        json["seconds"] = cost.Seconds;
        json["cpu_seconds"] = cost.CpuSeconds;
        json["rows_per_second"] = cost.Seconds > 0 ? rowsRead / cost.Seconds : null;
        json["seconds_by_phase"] = Times(cost.SecondsByPhase);
        json["cpu_seconds_by_share"] = Times(cost.CpuSecondsByShare);
        json["threads"] = cost.Threads;
    }

    private static JsonObject Times(IReadOnlyDictionary<string, double> seconds) =>
        new(seconds.Select(s => KeyValuePair.Create<string, JsonNode?>(s.Key, s.Value)));

    private static JsonObject Counts(IReadOnlyDictionary<string, long> counts) =>
        new(counts.Select(c => KeyValuePair.Create<string, JsonNode?>(c.Key, c.Value)));

    private static JsonObject Table(TableFigures table) => new() { ["path"] = table.Folder, ["version"] = table.Version };
}
