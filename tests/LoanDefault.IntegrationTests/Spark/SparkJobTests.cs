using System.Text.Json.Nodes;
using LoanDefault.IntegrationTests.Cli.Support;
using LoanDefault.IntegrationTests.Spark.Support;

namespace LoanDefault.IntegrationTests.Spark;

/// <summary>The scoring job under spark-submit, against the embedded engine.</summary>
[TestFixture("3.5.9")]
[TestFixture("4.3.0")]
public sealed class SparkJobTests(string version)
{
    private const int Rows = 30_000;

    private static readonly string[] SameFigures =
    [
        "run_key", "rows_read", "rows_scored", "rows_quarantined", "quarantined_by_rule", "violations", "bands", "decisions",
        "missing_by_feature", "probability_of_default_sum", "probability_of_default_mean", "points_mean",
    ];

    private TemporaryFolder _folder = null!;
    private SparkJob _job = null!;
    private string _applications = null!;

    [OneTimeSetUp]
    public void Prepare()
    {
        _folder = new TemporaryFolder();
        _job = new SparkJob(version);
        // With invalid and repeated rows among them, in a folder whose name needs escaping.
        _applications = _folder.PathOf("appli cations 100%");
        ProcessResult generated = LoanDefaultProgram.Run("generate", "--rows", $"{Rows}", "--seed", "7", "--output", _applications, "--json");
        Assert.That(generated.ExitCode, Is.Zero, generated.Error);
    }

    [OneTimeTearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void Its_tables_and_figures_are_the_embedded_engines_to_the_bit()
    {
        string embedded = _folder.PathOf("embedded"), spark = _folder.PathOf("spark");
        ProcessResult here = LoanDefaultProgram.Run(["score", .. Arguments(embedded, "embedded.json")]);
        Assert.That(here.ExitCode, Is.Zero, here.Error);

        ProcessResult there = _job.Run(Arguments(spark, "spark.json"));

        Assert.That(there.ExitCode, Is.Zero, there.Out + there.Error);
        var tables = new TablePair(embedded, spark);
        Assert.That(tables.Differences("scored"), Is.Zero);
        Assert.That(tables.Differences("quarantine"), Is.Zero);
        JsonObject expected = Summary("embedded.json"), found = Summary("spark.json");
        foreach (string figure in SameFigures)
            Assert.That(found[figure]?.ToJsonString(), Is.EqualTo(expected[figure]?.ToJsonString()), figure);
        Assert.That((long)found["rows_quarantined"]!, Is.GreaterThan(0));

        ProcessResult again = _job.Run(Arguments(spark, "again.json"));
        Assert.That(again.ExitCode, Is.Zero, again.Out + again.Error);
        Assert.That((string?)Summary("again.json")["outcome"], Is.EqualTo("already_done"));
    }

    [Test]
    public void A_gate_that_refuses_ends_with_its_own_exit_code_and_publishes_nothing()
    {
        string output = _folder.PathOf("refused");

        ProcessResult result = _job.Run([.. Arguments(output, "refused.json"), "--maximum-quarantined-share", "0.002"]);

        Assert.That(result.ExitCode, Is.EqualTo(4), result.Out + result.Error);
        Assert.That(Directory.Exists(Path.Combine(output, "scored", "_delta_log")), Is.False);
        Assert.That(Directory.EnumerateFiles(output, "*.parquet", SearchOption.AllDirectories), Is.Empty);
        Assert.That((long)Summary("refused.json")["rows_read"]!, Is.EqualTo(Rows));
    }

    [Test]
    public void Csv_is_refused_with_the_reason()
    {
        string csv = _folder.PathOf("csv/a.csv");
        Directory.CreateDirectory(Path.GetDirectoryName(csv)!);
        File.WriteAllText(csv, "application_id\n1\n");

        ProcessResult result = _job.Run(
            "--input", Path.GetDirectoryName(csv)!, "--model", Loans.Model, "--output", _folder.PathOf("none"), "--business-date", "2026-01-31");

        Assert.That(result.ExitCode, Is.EqualTo(3), result.Out + result.Error);
        Assert.That(result.Out, Does.Contain("is CSV, whose rows Spark does not number"));
    }

    private string[] Arguments(string output, string summary) =>
    [
        "--input", _applications, "--model", Loans.Model, "--output", output, "--business-date", "2026-01-31",
        "--summary", _folder.PathOf(summary),
    ];

    private JsonObject Summary(string name) => JsonNode.Parse(File.ReadAllText(_folder.PathOf(name)))!.AsObject();
}
