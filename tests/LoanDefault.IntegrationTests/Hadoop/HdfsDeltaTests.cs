using System.Text.Json.Nodes;
using LoanDefault.Cli.Commands;
using LoanDefault.Cli.Reports;
using LoanDefault.IntegrationTests.Cli.Support;
using LoanDefault.IntegrationTests.Hadoop.Support;
using LoanDefault.IntegrationTests.Spark;
using LoanDefault.IntegrationTests.Tables.Support;
using LoanDefault.Tables.Runs;

namespace LoanDefault.IntegrationTests.Hadoop;

/// <summary>The tables that the job on Spark publishes, and Spark with Delta Lake on the same tables.</summary>
[TestFixture]
internal sealed class HdfsDeltaTests
{
    private const int BadRows = 10;

    private static readonly string ScoredColumns = string.Join(", ", OutputColumns.Scored.Select(c => c.Name));

    private TemporaryFolder _folder = null!;
    private SparkSql _delta = null!;

    private static HdfsSpark Spark => HdfsSetUp.Spark(LocalSparkFixture.Newest);

    [OneTimeSetUp]
    public void StartDelta()
    {
        _folder = new TemporaryFolder();
        Directory.CreateDirectory(_folder.PathOf("scratch"));
        Loans.Write(_folder.PathOf("in", "a.parquet"), change: "REPLACE (CASE WHEN n % 1000 = 7 THEN -1.0 ELSE annual_inc END AS annual_inc)");
        _delta = new SparkSql(_folder.PathOf("scratch"));
    }

    [OneTimeTearDown]
    public void StopDelta()
    {
        _delta?.Dispose();
        _folder.Dispose();
    }

    [TestCase("hdfs")]
    [TestCase("file")]
    public void It_reads_the_summarys_rows_and_sums_and_the_job_goes_on_after_its_checkpoint(string scheme)
    {
        string output = scheme == "hdfs" ? Spark.NewFolder() : "file://" + _folder.PathOf("out");
        string scored = $"delta.`{output}/scored`", quarantine = $"delta.`{output}/quarantine`", input = "file://" + _folder.PathOf("in");
        RunSummary summary = Spark.Score(input, output);
        RowFigures rows = summary.Rows!;

        JsonObject read = _delta.RunSingle($"SELECT count(*) AS n, sum(probability_of_default) AS pd, sum(points) AS points FROM {scored}");
        Assert.That((long)read["n"]!, Is.EqualTo(rows.Scored));
        Assert.That((double)read["pd"]!, Is.EqualTo(rows.ProbabilitySum).Within(1e-9).Percent);
        Assert.That((long)read["points"]!, Is.EqualTo(rows.PointsSum));
        Assert.That(Count(quarantine), Is.EqualTo(rows.Quarantined).And.EqualTo(BadRows));

        foreach (string query in QueriesShown(summary, output).Where(q => q.Contains("delta.`", StringComparison.Ordinal)))
            Assert.That(_delta.Run(query.TrimEnd(';')).Sum(row => (long)row!["applications"]!), Is.EqualTo(query.Contains("/scored`", StringComparison.Ordinal) ? rows.Scored : BadRows), query);
        Assert.That(QueriesShown(summary, output).Count(q => q.Contains("delta.`", StringComparison.Ordinal)), Is.EqualTo(scheme == "hdfs" ? 2 : 0));

        _delta.Run($"ALTER TABLE {scored} SET TBLPROPERTIES ('delta.checkpointInterval' = '2')");
        _delta.Run($"INSERT INTO {scored} SELECT {ScoredColumns}, date'2026-03-01' FROM {scored} LIMIT 1");
        Assert.That(LogOf(output), Does.Contain("00000000000000000002.checkpoint.parquet"));
        Assert.That(Spark.Score(input, output).Outcome, Is.EqualTo("already_done"));
        File.Copy(_folder.PathOf("in", "a.parquet"), _folder.PathOf("in", $"{scheme}.parquet"));
        RunSummary replaced = Spark.Score(input + $"/{scheme}.parquet", output, supersede: true);

        Assert.That(replaced.ScoredVersion, Is.EqualTo(3));
        Assert.That(Count(scored), Is.EqualTo(rows.Scored + 1));
        Assert.That(Count(quarantine), Is.EqualTo(BadRows));
        File.Delete(_folder.PathOf("in", $"{scheme}.parquet"));
    }

    // What a person finds at the end of the job's output.
    private static IEnumerable<string> QueriesShown(RunSummary summary, string output)
    {
        ScoringRequest request = HdfsSpark.Request("", output);
        var settings = new ScoreSettings { Input = "", Output = output, Model = Loans.Model, BusinessDate = request.BusinessDate };
        return ScoreQueries.Of(ScoreReportBuilder.Of(settings, request, summary));
    }

    private long Count(string table) => (long)_delta.RunSingle($"SELECT count(*) AS n FROM {table}")["n"]!;

    private static IEnumerable<string> LogOf(string output) => output.StartsWith("file://", StringComparison.Ordinal)
        ? Directory.EnumerateFiles(output["file://".Length..] + "/scored/_delta_log").Select(f => Path.GetFileName(f))
        : HdfsSetUp.Cluster.Files.FilesBelow(new Uri(output).AbsolutePath + "/scored/_delta_log");
}
