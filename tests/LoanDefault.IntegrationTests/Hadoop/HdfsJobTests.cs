using System.Text.Json.Nodes;
using LoanDefault.IntegrationTests.Cli.Support;
using LoanDefault.IntegrationTests.Hadoop.Support;
using LoanDefault.IntegrationTests.Spark.Support;

namespace LoanDefault.IntegrationTests.Hadoop;

/// <summary>The scoring job under spark-submit from HDFS to HDFS, against the embedded engine on local files.</summary>
[TestFixture("3.5.9")]
[TestFixture("4.3.0")]
internal sealed class HdfsJobTests(string version)
{
    private const int Rows = 30_000;

    // What a URI, a glob, Hive and a cron job's locale could each get wrong.
    private readonly string _input = $"/Anträge 100% [{version}]";
    private readonly string _output = $"/out {version}/ä%20b";

    private TemporaryFolder _folder = null!;

    private static HadoopCluster Cluster => HdfsSetUp.Cluster;

    [OneTimeSetUp]
    public void Generate()
    {
        _folder = new TemporaryFolder();
        string partition = _input + "/region=Süd%20Ost", local = _folder.PathOf("in") + partition;
        ProcessResult generated = LoanDefaultProgram.Run("generate", "--rows", $"{Rows}", "--seed", "7", "--output", local, "--json");
        Assert.That(generated.ExitCode, Is.Zero, generated.Error);
        Cluster.Files.CreateFolder(_input);
        Cluster.Files.Upload(local, partition);
    }

    [OneTimeTearDown]
    public void Remove() => _folder.Dispose();

    [Test]
    public void Its_tables_are_those_of_the_embedded_engine_and_a_second_run_has_nothing_to_do()
    {
        ProcessResult here = LoanDefaultProgram.Run(["score", .. Arguments(_folder.PathOf("in") + _input, _folder.PathOf("embedded"), "embedded.json")]);
        Assert.That(here.ExitCode, Is.Zero, here.Error);

        ProcessResult there = Run(_input, "spark.json");

        Assert.That(there.ExitCode, Is.Zero, there.Out + there.Error);
        Cluster.Files.Download(_output, _folder.PathOf("spark"));
        var tables = new TablePair(_folder.PathOf("embedded"), _folder.PathOf("spark"));
        Assert.That(tables.Differences("scored"), Is.Zero);
        Assert.That(tables.Differences("quarantine"), Is.Zero);
        Assert.That((string?)Summary("spark.json")["run_key"], Is.EqualTo((string?)Summary("embedded.json")["run_key"]));
        Assert.That((string?)Summary("spark.json")["tables"]!["scored"]!["path"], Is.EqualTo($"{Cluster.FileSystem}{_output}/scored"));

        ProcessResult again = Run(_input, "again.json");
        Assert.That(again.ExitCode, Is.Zero, again.Out + again.Error);
        Assert.That((string?)Summary("again.json")["outcome"], Is.EqualTo("already_done"));
        Assert.That(Cluster.Files.FilesBelow(_output).Where(f => f.Contains("/.", StringComparison.Ordinal)), Is.Empty);
    }

    private ProcessResult Run(string input, string summary)
    {
        var job = new SparkJob(version)
        {
            Environment =
            {
                ["HADOOP_CONF_DIR"] = Cluster.ConfigurationFolder,
                // As cron starts it.
                ["LANG"] = null,
                ["LC_ALL"] = null,
            },
        };
        return job.Run(Arguments(Cluster.FileSystem + input, Cluster.FileSystem + _output, summary));
    }

    private string[] Arguments(string input, string output, string summary) =>
    [
        "--input", input, "--model", Loans.Model, "--output", output, "--business-date", "2026-01-31", "--summary", _folder.PathOf(summary),
    ];

    private JsonObject Summary(string name) => JsonNode.Parse(File.ReadAllText(_folder.PathOf(name)))!.AsObject();
}
