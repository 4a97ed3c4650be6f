using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using LoanDefault.IntegrationTests.Cli.Support;
using LoanDefault.IntegrationTests.Hadoop.Support;
using LoanDefault.IntegrationTests.Spark;
using LoanDefault.IntegrationTests.Spark.Support;
using LoanDefault.IntegrationTests.Support;

namespace LoanDefault.IntegrationTests.Hadoop;

/// <summary>The scoring job on YARN from HDFS to HDFS, driver here and driver in a container, against the embedded engine.</summary>
[TestFixture(LocalSparkFixture.Oldest)]
[TestFixture(LocalSparkFixture.Newest)]
internal sealed partial class YarnJobTests(string version)
{
    private const int Rows = 30_000;

    private readonly string _input = $"/yarn/{version}/Anträge 100%";

    // In HDFS and open to all, as an operator puts it there: containers unpack it once.
    private static string? _archive;

    private TemporaryFolder _folder = null!;

    private static HadoopCluster Cluster => HdfsSetUp.Cluster;

    [OneTimeSetUp]
    public void Prepare()
    {
        _folder = new TemporaryFolder();
        // As ./build.sh --target=Archive lays it out.
        Copy(LoanDefaultProgram.Folder, _folder.PathOf("bin", "loandefault"));
        Copy(Path.GetDirectoryName(SparkJob.Worker)!, _folder.PathOf("bin", "worker"));
        _archive ??= UploadArchive();
        Generate("in", seed: "7", _input);
        Generate("other", seed: "8", _input + " other");
        ProcessResult scored = LoanDefaultProgram.Run(["score", .. Arguments(_folder.PathOf("in"), _folder.PathOf("embedded"))]);
        Assert.That(scored.ExitCode, Is.Zero, scored.Error);
    }

    [OneTimeTearDown]
    public void Remove() => _folder.Dispose();

    [TestCase("client")]
    [TestCase("cluster")]
    public void Its_tables_are_those_of_the_embedded_engine_and_each_end_has_its_exit_code(string mode)
    {
        string output = $"/yarn/{version}/{mode}";

        ProcessResult first = Score(mode, _input, output);

        Assert.That(first.ExitCode, Is.Zero, first.Out + first.Error);
        Cluster.Files.Download(output, _folder.PathOf(mode));
        var tables = new TablePair(_folder.PathOf("embedded"), _folder.PathOf(mode));
        Assert.That(tables.Differences("scored"), Is.Zero);
        Assert.That(tables.Differences("quarantine"), Is.Zero);

        ProcessResult conflict = Score(mode, _input + " other", output);
        Assert.That(conflict.ExitCode, Is.EqualTo(5), conflict.Out + conflict.Error);
        if (mode == "cluster")
            Assert.That(conflict.Error, Does.Contain("yarn logs -applicationId application_"));
        Assert.That(Cluster.Files.FilesBelow(output).Where(f => f.Contains("/.", StringComparison.Ordinal)), Is.Empty);
    }

    [TestCase("client")]
    [TestCase("cluster")]
    public void Wrong_use_has_its_exit_code_without_a_session_of_Spark(string mode)
    {
        ProcessResult wrong = Job(mode).Run([.. Arguments("/x", "/y"), "--no-such-option"]);

        Assert.That(wrong.ExitCode, Is.EqualTo(2), wrong.Out + wrong.Error);
    }

    [Test]
    public void A_signal_ends_what_runs_in_the_cluster_too()
    {
        string output = $"/yarn/{version}/stopped";
        using ChildProcess run = Job("cluster").Start(Arguments(Cluster.FileSystem + _input, Cluster.FileSystem + output));
        Assert.That(() => run.ErrorSoFar, Does.Match("(?s)application_.*state: RUNNING").After(120_000, 100));

        run.Signal(PosixSignal.SIGTERM);

        ProcessResult result = run.WaitForExit();
        Assert.That(result.ExitCode, Is.EqualTo(143), result.Error);
        Assert.That(result.Error, Does.Contain("the same command starts again"));
        Assert.That(Cluster.FinalStatus(ApplicationPattern().Match(result.Error).Value), Is.EqualTo("KILLED"));
        Assert.That(Cluster.Files.FilesBelow(output).Where(f => f.EndsWith(".json", StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void A_model_that_is_not_there_is_refused_before_anything_is_submitted()
    {
        var job = Job("cluster");

        ProcessResult result = job.Run("--input", "/x", "--model", "/no/model", "--output", "/y", "--business-date", "2026-01-31");

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain("'/no/model' is no folder of a model package"));
    }

    [GeneratedRegex("application_[0-9_]+")]
    private static partial Regex ApplicationPattern();

    private string UploadArchive()
    {
        string local = _folder.PathOf("loandefault.tar");
        // Not compressed: nothing is sent over a network.
        Run("tar", "-cf", local, "-C", _folder.PathOf("bin"), "loandefault", "worker");
        Cluster.Files.CreateFolder("/apps");
        Cluster.Files.Upload(local, "/apps/loandefault.tar");
        return $"{Cluster.FileSystem}/apps/loandefault.tar";
    }

    private void Generate(string name, string seed, string target)
    {
        ProcessResult generated = LoanDefaultProgram.Run("generate", "--rows", $"{Rows}", "--seed", seed, "--output", _folder.PathOf(name), "--json");
        Assert.That(generated.ExitCode, Is.Zero, generated.Error);
        Cluster.Files.CreateFolder(Path.GetDirectoryName(target)!);
        Cluster.Files.Upload(_folder.PathOf(name), target);
    }

    private ProcessResult Score(string mode, string input, string output) =>
        Job(mode).Run(Arguments(Cluster.FileSystem + input, Cluster.FileSystem + output));

    private SparkJob Job(string mode)
    {
        var job = new SparkJob(version)
        {
            Script = "submit-yarn.sh",
            Environment =
            {
                ["HADOOP_CONF_DIR"] = Cluster.ConfigurationFolder,
                ["SPARK_DEPLOY_MODE"] = mode,
                ["LOANDEFAULT_BIN"] = _folder.PathOf("bin"),
                ["LOANDEFAULT_ARCHIVE"] = _archive,
                // As cron starts it.
                ["LANG"] = null,
                ["LC_ALL"] = null,
            },
        };
        string home = Archives.Unpack($"spark-{version}");
        foreach ((string name, string value) in new[]
        {
            ("spark.yarn.jars", $"local:{home}/jars/*"),
            ("spark.driver.memory", "512m"), ("spark.executor.memory", "512m"), ("spark.executor.memoryOverhead", "384m"), ("spark.executor.cores", "1"),
            ("spark.yarn.appMasterEnv.SPARK_LOCAL_IP", "127.0.0.1"), ("spark.executorEnv.SPARK_LOCAL_IP", "127.0.0.1"), ("spark.driver.host", "127.0.0.1"),
        })
            job.Settings.Add(name, value);
        return job;
    }

    private static string[] Arguments(string input, string output) => ["--input", input, "--model", Loans.Model, "--output", output, "--business-date", "2026-01-31"];

    // Hard links: the programs are large, and nobody writes into them.
    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        Run("cp", "-alL", from, to);
    }

    private static void Run(string program, params string[] arguments)
    {
        using ChildProcess process = ChildProcess.Start(program, arguments);
        ProcessResult result = process.WaitForExit();
        Assert.That(result.ExitCode, Is.Zero, result.Error);
    }
}
