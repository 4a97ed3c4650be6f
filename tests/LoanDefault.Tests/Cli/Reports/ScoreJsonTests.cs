using System.Text.Json.Nodes;
using LoanDefault.Cli.Reports;
using LoanDefault.Core.Scoring;
using LoanDefault.Core.Scoring.Parity;
using LoanDefault.Tables.Runs;

namespace LoanDefault.Tests.Cli.Reports;

[TestFixture]
internal sealed class ScoreJsonTests
{
    [Test]
    public void Every_figure_is_there_under_its_documented_name()
    {
        JsonObject json = ScoreJson.Of(Support.Reports.Published);

        Assert.That(json.Select(p => p.Key), Is.EqualTo(new[]
        {
            "business_date", "run_id", "run_key", "published_run_id",
            "rows_read", "rows_scored", "rows_quarantined", "quarantined_share", "maximum_quarantined_share",
            "quarantined_by_rule", "violations", "bands", "decisions", "missing_by_feature",
            "probability_of_default_sum", "probability_of_default_mean", "points_mean",
            "seconds", "cpu_seconds", "rows_per_second", "seconds_by_phase", "cpu_seconds_by_share", "threads", "peak_memory_bytes",
            "model", "input", "tables", "versions",
        }));
        Assert.That(json["business_date"]!.GetValue<string>(), Is.EqualTo("2026-01-31"));
        Assert.That(json["bands"]!["E"]!.GetValue<long>(), Is.EqualTo(1));
        Assert.That(json["probability_of_default_mean"]!.GetValue<double>(), Is.EqualTo(0.0531).Within(1e-12));
        Assert.That(json["tables"]!["scored"]!["version"]!.GetValue<long>(), Is.Zero);
        Assert.That(json["input"]!["unknown_columns"]!.AsArray(), Has.Count.EqualTo(2));
        Assert.That(
            json["input"]!["absent_columns"]!.ToJsonString(),
            Is.EqualTo("""[{"column":"revolving_utilisation","source":"revol_util","files":3,"alike":["Revol_Util"],"features":["revolving_utilisation"]}]"""));
    }

    [Test]
    public void A_run_that_had_a_choice_names_its_feature_plan() =>
        Assert.That((string?)ScoreJson.Of(Support.Reports.Published with { FeaturePlan = "udf" })["feature_plan"], Is.EqualTo("udf"));

    [Test]
    public void What_ran_the_model_is_there_with_what_its_gate_found()
    {
        var report = new ScorerReport
        {
            Scorer = ScorerReport.KernelScorer,
            Name = "kernel (AVX2)",
            Kernel = "complete trees",
            HardwarePath = "AVX2",
            Reason = "why",
            Gate = new ParityGateResult { Rows = 90, Thresholds = 8, ThresholdsProbed = 7 },
        };
        JsonObject json = ScoreJson.Of(Support.Reports.Published with { Scorer = ScorerFigures.Of(ScorerChoice.Auto, [report]) });
        Assert.That(json["scorer"]!.ToJsonString(), Is.EqualTo(
            """{"choice":"auto","scorer":"kernel","kernel":"complete trees","path":"AVX2","reason":"why","gate":{"passed":true,"rows":90,"thresholds":8,"thresholds_probed":7,"first_row_that_differs":null,"first_tree_that_differs":null},"processes":1,"processes_fallen_back":0}"""));
    }

    [Test]
    public void A_run_that_did_nothing_has_no_figures_and_still_names_its_tables()
    {
        JsonObject json = ScoreJson.Of(Support.Reports.AlreadyDone);

        Assert.That(json.ContainsKey("rows_read"), Is.False);
        Assert.That(json["tables"]!["scored"]!["path"]!.GetValue<string>(), Is.EqualTo("artifacts/demo/scored"));
    }

    [Test]
    public void A_run_that_ended_before_it_scored_says_how_far_it_came_and_what_memory_it_took()
    {
        JsonObject json = ScoreJson.Of(Support.Reports.Published with { RowsRead = 40_000_000, Figures = null, Cost = null });

        Assert.That(json["rows_read"]!.GetValue<long>(), Is.EqualTo(40_000_000));
        Assert.That(json["peak_memory_bytes"]!.GetValue<long>(), Is.EqualTo(412_345_678));
        Assert.That(json.ContainsKey("rows_scored"), Is.False);
    }

    [Test]
    public void A_mean_of_no_rows_is_null_and_not_NaN()
    {
        ScoreReport report = Support.Reports.Published with { Figures = Support.Reports.Published.Figures! with { RowsScored = 0, MeanPoints = null } };

        string line = SummaryFile.ToLine(ScoreJson.Of(report));

        Assert.That(line, Does.Contain("\"probability_of_default_mean\":null").And.Contain("\"points_mean\":null"));
    }
}
