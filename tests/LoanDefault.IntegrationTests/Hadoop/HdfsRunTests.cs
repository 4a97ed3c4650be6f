using LoanDefault.Core.Errors;
using LoanDefault.IntegrationTests.Cli.Support;
using LoanDefault.IntegrationTests.Hadoop.Support;
using LoanDefault.IntegrationTests.Spark;
using LoanDefault.Spark.Hadoop;
using LoanDefault.Tables.Errors;
using LoanDefault.Tables.Runs;

namespace LoanDefault.IntegrationTests.Hadoop;

/// <summary>Scoring runs on HDFS that go another way than well.</summary>
[TestFixture(LocalSparkFixture.Oldest)]
[TestFixture(LocalSparkFixture.Newest)]
internal sealed class HdfsRunTests(string version)
{
    private const int SampleRows = 9857;

    private readonly string _inputs = $"/input/{version}";

    private TemporaryFolder _folder = null!;
    private string _output = null!;

    private static HadoopCluster Cluster => HdfsSetUp.Cluster;

    private HdfsSpark Spark => HdfsSetUp.Spark(version);

    [OneTimeSetUp]
    public void UploadApplications()
    {
        _folder = new TemporaryFolder();
        Loans.Write(_folder.PathOf("first", "a.parquet"));
        Loans.Write(_folder.PathOf("changed", "a.parquet"), change: "REPLACE (CASE WHEN n % 1000 = 7 THEN -1.0 ELSE annual_inc END AS annual_inc)");
        File.WriteAllBytes(_folder.PathOf("cut.parquet"), File.ReadAllBytes(_folder.PathOf("first", "a.parquet"))[..^100]);
        Directory.CreateDirectory(_folder.PathOf("empty"));
        Cluster.Files.CreateFolder("/input");
        Cluster.Files.Upload(_folder.Root, _inputs);
    }

    [OneTimeTearDown]
    public void Remove() => _folder.Dispose();

    [SetUp]
    public void ChooseOutput() => _output = Spark.NewFolder();

    [Test]
    public void Another_input_for_a_published_date_conflicts_until_it_supersedes()
    {
        Assert.That(Spark.Score(Input("first"), _output).Outcome, Is.EqualTo("published"));
        Leave("scored/.staging/gone-1/business_date=2026-01-31/part-0.staged", "scored/_delta_log/.00000000000000000009.json.1.tmp");

        var conflict = Assert.Throws<PublishConflictException>(() => Spark.Score(Input("changed"), _output))!;
        Assert.That(conflict.Message, Does.Contain("differs in inputs;").And.Contain("--supersede"));
        RunSummary replaced = Spark.Score(Input("changed"), _output, supersede: true);

        Assert.That(replaced.Outcome, Is.EqualTo("published"));
        Assert.That(replaced.Rows!.Quarantined, Is.EqualTo(10));
        Assert.That(replaced.ScoredVersion, Is.EqualTo(1));
        Assert.That(Files().Where(f => f.Contains("/.", StringComparison.Ordinal)), Is.Empty, "what runs left that were killed, and locks");
        Assert.That(Files().Count(f => f.EndsWith($"{replaced.PublishedRunId}.parquet", StringComparison.Ordinal)), Is.EqualTo(2));
    }

    [Test]
    public void Of_three_runs_at_once_one_publishes_one_finds_it_done_and_the_one_of_other_inputs_conflicts()
    {
        string[] inputs = ["first", "changed", "changed"], outcomes = new string[3];

        AtOnce.Run(inputs.Length, i => outcomes[i] = OutcomeOf(() => Spark.Score(Input(inputs[i]), _output)));

        string[] expected = outcomes[0] == "published" ? ["published", "conflict", "conflict"] : ["conflict", "already_done", "published"];
        Assert.That(outcomes, Is.EquivalentTo(expected), string.Join(' ', outcomes));
        Assert.That(Files().Count(f => f.EndsWith(".parquet", StringComparison.Ordinal)), Is.EqualTo(outcomes[0] == "published" ? 1 : 2));
    }

    [TestCase("none", "no such file or folder")]
    [TestCase("none/*.parquet", "no file matches, or the folder is empty")]
    [TestCase("empty", "no file matches, or the folder is empty")]
    [TestCase("cut.parquet", "not a whole Parquet file: it does not end with PAR1")]
    [TestCase("**/a.parquet/**", "'**' stands for folders of any depth")]
    public void An_input_that_cannot_be_read_is_named(string input, string why)
    {
        var error = Assert.Throws<BadInputException>(() => Spark.Score(Input(input), _output))!;

        Assert.That(error.Message, Does.Contain(input.Split('/')[^1]).And.Contain(why));
        Assert.That(Files(), Is.Empty);
    }

    [Test]
    public void What_may_not_be_read_is_named()
    {
        Cluster.Files.Upload(_folder.PathOf("first"), $"{_inputs}/closed");
        Cluster.Files.Permit($"{_inputs}/closed/a.parquet", "600");
        Assert.That(() => Spark.Score(Input("closed"), _output), Throws.TypeOf<BadInputException>().With.Message.Contains("Permission denied: user=scorer").And.Message.Contains("a.parquet"));
        Cluster.Files.Permit($"{_inputs}/closed", "700");
        Assert.That(() => Spark.Score(Input("closed"), _output), Throws.TypeOf<BadInputException>().With.Message.Contains("Permission denied: user=scorer").And.Message.Contains("closed"));
        Assert.That(Files(), Is.Empty);
    }

    [Test]
    public void An_output_that_may_not_be_written_is_named_before_anything_is_scored()
    {
        string output = $"{Cluster.FileSystem}/closed {version}/out";
        Cluster.Files.CreateFolder($"/closed {version}");

        var error = Assert.Throws<StoreException>(() => Spark.Score(Input("first"), output, progress: new PhaseHook("scoring", () => Assert.Fail("it scores"))))!;

        Assert.That(error.Message, Does.Contain(output).And.Contain("Permission denied: user=scorer, access=WRITE").And.Contain("grant the permission"));
        Assert.That(error.IsTransient, Is.False);
    }

    [Test]
    public void A_quota_that_is_reached_while_scoring_publishes_nothing_and_can_be_raised()
    {
        Cluster.Files.CreateFolder(PathOf(_output));
        Cluster.Files.Permit(PathOf(_output), "777");
        // Room for one block: what is tried before scoring fits.
        Cluster.Files.SetQuota(PathOf(_output), 9 << 20);

        var error = Assert.Throws<BadInputException>(() => Spark.Score(Input("first"), _output))!;

        Assert.That(error.Message, Does.Contain("quota").And.Contain(PathOf(_output)).And.Contain("raise the quota").And.Not.Contains("\n"));
        Assert.That(Files(), Is.Empty);
        Cluster.Files.SetQuota(PathOf(_output), -1);
        Assert.That(Spark.Score(Input("first"), _output).Rows!.Scored, Is.EqualTo(SampleRows));
    }

    [Test]
    public void A_file_system_that_stops_to_take_changes_publishes_nothing_and_the_same_run_succeeds_later()
    {
        try
        {
            var stop = new PhaseHook("scoring", () => Cluster.Files.SetSafeMode(true));
            var error = Assert.Catch<LoanDefaultException>(() => Spark.Score(Input("first"), _output, progress: stop))!;
            Assert.That(error.IsTransient, Is.True, error.Message);
            Assert.That(error.Message, Does.Contain("safe mode"));
        }
        finally
        {
            Cluster.Files.SetSafeMode(false);
        }

        Assert.That(Files().Where(f => f.EndsWith(".parquet", StringComparison.Ordinal) || f.EndsWith(".json", StringComparison.Ordinal)), Is.Empty);
        Assert.That(Spark.Score(Input("first"), _output).Outcome, Is.EqualTo("published"));
    }

    [Test]
    public void A_NameNode_that_is_not_there_may_be_later()
    {
        const string Nowhere = "hdfs://127.0.0.1:1/x";

        Assert.That(() => Spark.Score(Nowhere, _output), Throws.TypeOf<ClusterUnavailableException>().With.Message.Contains("Connection refused").And.Message.Contains("HADOOP_CONF_DIR"));
        Assert.That(
            () => Spark.Score(Input("first"), Nowhere),
            Throws.TypeOf<StoreException>().With.Property("IsTransient").True.And.Message.Contains("Connection refused").And.Message.Contains("127.0.0.1:1"));
        Assert.That(() => Spark.Score("nofs://x/y", _output), Throws.TypeOf<BadInputException>().With.Message.Contains("there is no such file system").And.Message.Contains("--input"));
        Assert.That(() => Spark.Score(Input("first"), "nofs://x/y"), Throws.TypeOf<BadInputException>().With.Message.Contains("--output"));
    }

    private static string OutcomeOf(Func<RunSummary> run)
    {
        try
        {
            return run().Outcome;
        }
        catch (PublishConflictException)
        {
            return "conflict";
        }
    }

    // Older than any run takes.
    private void Leave(params string[] files)
    {
        DateTimeOffset time = TimeProvider.System.GetUtcNow() - TimeSpan.FromDays(3);
        foreach (string file in files)
        {
            string path = $"{PathOf(_output)}/{file}";
            Cluster.Files.Upload(_folder.PathOf("cut.parquet"), path);
            for (; !path.EndsWith("/scored", StringComparison.Ordinal); path = Path.GetDirectoryName(path)!)
            {
                // The superuser made it; the user who scores left it.
                Cluster.Files.Permit(path, "777");
                Cluster.Files.Age(path, time);
            }
        }
    }

    private string Input(string name) => $"{Cluster.FileSystem}{_inputs}/{name}";

    private IReadOnlyList<string> Files() => Cluster.Files.FilesBelow(PathOf(_output));

    private static string PathOf(string uri) => new Uri(uri).AbsolutePath;
}
