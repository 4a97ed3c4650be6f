using System.Text.Json.Nodes;
using LoanDefault.IntegrationTests.Cli.Support;

namespace LoanDefault.IntegrationTests.Cli;

[TestFixture]
internal sealed class ScoreTests
{
    // Of 19,714 rows: every thousandth has an income below zero, every five-thousandth repeats another's id.
    private const string SomeBadRows =
        "REPLACE (CASE WHEN n % 1000 = 7 THEN -1.0 ELSE annual_inc END AS annual_inc, CASE WHEN n % 5000 = 9 THEN 'twin' ELSE application_id END AS application_id)";

    private TemporaryFolder _folder = null!;

    private string Input => _folder.PathOf("in", "applications.parquet");

    private string Output => _folder.PathOf("out");

    private string Summary => _folder.PathOf("run.json");

    [SetUp]
    public void SetUp() => _folder = new TemporaryFolder();

    [TearDown]
    public void TearDown() => _folder.Dispose();

    [Test]
    public void An_outside_reader_finds_the_rows_and_sums_of_the_summary_in_the_tables()
    {
        Loans.Write(Input, copies: 2, SomeBadRows);

        ProcessResult result = LoanDefaultProgram.Run(ScoreArguments.Of(_folder.PathOf("in"), Output, "--summary", Summary));

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        JsonObject summary = ReadSummary();
        JsonObject scored = OutsideReader.Read(
            Path.Combine(Output, "scored"),
            "count(*)::DOUBLE AS row_count, sum(probability_of_default) AS pd, avg(points) AS points, count(DISTINCT application_id)::DOUBLE AS ids, min(business_date)::VARCHAR AS date, count(*) FILTER (decision = 'approve')::DOUBLE AS approved, count(*) FILTER (band = 'A')::DOUBLE AS band_a");
        JsonObject quarantined = OutsideReader.Read(
            Path.Combine(Output, "quarantine"),
            "count(*)::DOUBLE AS row_count, count(*) FILTER (rule_id = 'below_minimum')::DOUBLE AS below, count(*) FILTER (rule_id = 'duplicate_id')::DOUBLE AS twins");

        Assert.That(Number(summary, "rows_read"), Is.EqualTo(2 * 9857));
        Assert.That(Number(scored, "row_count"), Is.EqualTo(Number(summary, "rows_scored")));
        Assert.That(Number(scored, "ids"), Is.EqualTo(Number(scored, "row_count")));
        Assert.That(Number(quarantined, "row_count"), Is.EqualTo(Number(summary, "rows_quarantined")));
        Assert.That(Number(scored, "row_count") + Number(quarantined, "row_count"), Is.EqualTo(Number(summary, "rows_read")));
        Assert.That(Number(quarantined, "below"), Is.EqualTo(20).And.EqualTo(Number(summary, "quarantined_by_rule", "below_minimum")));
        Assert.That(Number(quarantined, "twins"), Is.EqualTo(4).And.EqualTo(Number(summary, "quarantined_by_rule", "duplicate_id")));
        Assert.That(Number(scored, "pd"), Is.EqualTo(Number(summary, "probability_of_default_sum")).Within(1e-9).Percent);
        Assert.That(Number(scored, "points"), Is.EqualTo(Number(summary, "points_mean")).Within(1e-9).Percent);
        Assert.That(Number(scored, "approved"), Is.EqualTo(Number(summary, "decisions", "approve")));
        Assert.That(Number(scored, "band_a"), Is.EqualTo(Number(summary, "bands", "A")));
        Assert.That(scored["date"]!.GetValue<string>(), Is.EqualTo("2026-01-31"));
    }

    [Test]
    public void The_same_again_is_already_done_and_another_input_is_a_conflict_until_it_supersedes()
    {
        Loans.Write(Input);
        Assert.That(Score().ExitCode, Is.Zero);

        ProcessResult again = Score("--json", "--summary", Summary);
        Assert.That(again.ExitCode, Is.Zero, again.Error);
        Assert.That(ReadSummary()["outcome"]!.GetValue<string>(), Is.EqualTo("already_done"));
        Assert.That(JsonNode.Parse(again.Out)!["outcome"]!.GetValue<string>(), Is.EqualTo("already_done"));
        Assert.That(OutsideReader.Rows(Path.Combine(Output, "scored")), Is.EqualTo(9857));

        Loans.Write(Input, copies: 2);
        ProcessResult conflict = Score("--summary", Summary);
        Assert.That(conflict.ExitCode, Is.EqualTo(5));
        Assert.That(conflict.ErrorLines[^1], Does.StartWith("error: ").And.Contains("inputs").And.Contains("--supersede"));
        Assert.That(ReadSummary()["outcome"]!.GetValue<string>(), Is.EqualTo("publish_conflict"));

        ProcessResult superseded = Score("--supersede");
        Assert.That(superseded.ExitCode, Is.Zero, superseded.Error);
        Assert.That(OutsideReader.Rows(Path.Combine(Output, "scored")), Is.EqualTo(2 * 9857));
        Assert.That(QueryShownBy(superseded), Is.EqualTo(2 * 9857), "the query shown must not count what was replaced");
    }

    [Test]
    public void A_gate_that_refuses_publishes_nothing_and_leaves_the_figures()
    {
        Loans.Write(Input, change: "REPLACE (CASE WHEN n % 50 = 0 THEN -1.0 ELSE annual_inc END AS annual_inc)");

        ProcessResult result = Score("--summary", Summary);

        Assert.That(result.ExitCode, Is.EqualTo(4), result.Error);
        Assert.That(result.ErrorLines[^1], Does.StartWith("error: "));
        Assert.That(result.Out, Does.Contain("Nothing was published").And.Contain("below_minimum"));
        JsonObject summary = ReadSummary();
        Assert.That(summary["outcome"]!.GetValue<string>(), Is.EqualTo("gate_refused"));
        Assert.That(Number(summary, "rows_quarantined"), Is.EqualTo(198));
        Assert.That(summary["tables"]!["scored"]!["version"], Is.Null);
        Assert.That(OutsideReader.Rows(Path.Combine(Output, "scored")), Is.Zero);
    }

    [Test]
    public void Standard_output_holds_one_object_with_json_and_every_log_line_is_an_object_with_log_format_json()
    {
        Loans.Write(Input);

        ProcessResult result = Score("--json", "--log-format", "json", "--log-level", "information");

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(Number(JsonNode.Parse(result.Out)!.AsObject(), "rows_scored"), Is.EqualTo(9857));
        Assert.That(result.ErrorLines, Is.Not.Empty);
        foreach (string line in result.ErrorLines)
            Assert.That(JsonNode.Parse(line)!["@m"], Is.Not.Null, line);
    }

    [Test]
    public void Of_two_runs_at_once_one_publishes_and_the_other_waits_and_says_so()
    {
        Loans.Write(Input, copies: 5);

        using ChildProcess first = LoanDefaultProgram.Start(ScoreArguments.Of(Input, Output, "--json", "--log-level", "information"));
        using ChildProcess second = LoanDefaultProgram.Start(ScoreArguments.Of(Input, Output, "--json", "--log-level", "information"));
        ProcessResult[] results = [first.WaitForExit(), second.WaitForExit()];

        Assert.That(results.Select(r => r.ExitCode), Is.All.Zero, results[0].Error + results[1].Error);
        string[] outcomes = [.. results.Select(r => JsonNode.Parse(r.Out)!["outcome"]!.GetValue<string>())];
        Assert.That(outcomes, Is.EquivalentTo(new[] { "published", "already_done" }));
        string waited = results[Array.IndexOf(outcomes, "already_done")].Error;
        Assert.That(waited, Does.Not.Contain("scoring"));
        Assert.That(waited, Does.Contain("is published already"));
    }

    [TestCase("/nowhere/applications.parquet", "/nowhere/applications.parquet")]
    [TestCase("/proc/version", "/proc/version")]
    public void An_input_that_cannot_be_read_is_one_line_and_exit_code_3(string input, string named)
    {
        ProcessResult result = LoanDefaultProgram.Run(ScoreArguments.Of(input, Output, "--log-level", "error"));

        Assert.That(result.ExitCode, Is.EqualTo(3), result.Error);
        Assert.That(result.ErrorLines, Has.Length.EqualTo(1));
        Assert.That(result.Error, Does.StartWith("error: ").And.Contains(named));
        Assert.That(Directory.Exists(Path.Combine(Output, "scored", "_delta_log")), Is.False);
    }

    [Test]
    public void An_output_that_cannot_be_written_is_one_line_and_exit_code_3()
    {
        Loans.Write(Input);

        ProcessResult result = LoanDefaultProgram.Run(ScoreArguments.Of(Input, "/proc/tables", "--log-level", "error"));

        Assert.That(result.ExitCode, Is.EqualTo(3), result.Error);
        Assert.That(result.ErrorLines, Has.Length.EqualTo(1));
        Assert.That(result.Error, Does.StartWith("error: ").And.Contains("/proc"));
    }

    private ProcessResult Score(params string[] more) => LoanDefaultProgram.Run(ScoreArguments.Of(Input, Output, more));

    private JsonObject ReadSummary() => JsonNode.Parse(File.ReadAllText(Summary))!.AsObject();

    // The first query of the summary, counted by the outside reader's engine as a person would paste it.
    private static long QueryShownBy(ProcessResult result)
    {
        string files = result.Out.Split('\n').First(line => line.Contains("SELECT band", StringComparison.Ordinal)).Split("read_parquet('")[1].Split("')")[0];
        return Directory.GetFiles(Path.GetDirectoryName(files)!, Path.GetFileName(files)).Sum(CountRows);
    }

    private static long CountRows(string file)
    {
        using var database = Embedded.DuckDb.DuckDbDatabase.Open(new Embedded.DuckDb.DuckDbOptions { MemoryLimitBytes = 256 << 20, TemporaryFolder = Path.GetTempPath() });
        using var connection = database.Connect();
        return connection.ReadSingle($"SELECT count(*) FROM read_parquet({Embedded.DuckDb.Sql.Literal(file)})", row => row.GetInt64(0));
    }

    private static double Number(JsonObject json, params string[] path)
    {
        JsonNode node = json;
        foreach (string name in path)
            node = node[name] ?? throw new KeyNotFoundException($"{name} is not in {json.ToJsonString()}");
        return node.GetValue<double>();
    }
}
