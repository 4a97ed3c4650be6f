using LoanDefault.IntegrationTests.Cli.Support;
using LoanDefault.IntegrationTests.Spark.Support;
using LoanDefault.IntegrationTests.Support;

namespace LoanDefault.IntegrationTests.Hadoop.Support;

/// <summary>What the tests of the job on YARN share: the program's archive and the applications in HDFS, and the embedded engine's tables.</summary>
internal sealed class YarnJobs : IDisposable
{
    /// <summary>How many applications a night has.</summary>
    public const int Rows = 1_000_000;

    // Enough to be another night's; nobody scores it.
    private const int OtherRows = 1_000;

    private readonly HadoopCluster _cluster;
    private readonly TemporaryFolder _folder = new();
    private readonly string _archive;

    public YarnJobs(HadoopCluster cluster)
    {
        _cluster = cluster;
        // As ./build.sh --target=Archive lays it out.
        Copy(LoanDefaultProgram.Folder, _folder.PathOf("bin", "loandefault"));
        Copy(Path.GetDirectoryName(SparkJob.Worker)!, _folder.PathOf("bin", "worker"));
        _archive = UploadArchive();
        cluster.Files.CreateFolder("/yarn");
        Generate("in", Rows, seed: "7", "/yarn/Anträge 100%");
        Generate("other", OtherRows, seed: "8", "/yarn/other");
        ProcessResult scored = LoanDefaultProgram.Run(["score", .. Arguments(_folder.PathOf("in"), Embedded)]);
        Assert.That(scored.ExitCode, Is.Zero, scored.Error);
        Directory.Delete(_folder.PathOf("in"), recursive: true);
    }

    /// <summary>A night's applications, in a folder whose name has letters beyond ASCII.</summary>
    public string Input => _cluster.FileSystem + "/yarn/Anträge 100%";

    /// <summary>Other applications.</summary>
    public string OtherInput => _cluster.FileSystem + "/yarn/other";

    /// <summary>Puts the other applications into one more folder of HDFS.</summary>
    public void UploadOther(string target)
    {
        _cluster.Files.CreateFolder(Path.GetDirectoryName(target)!);
        _cluster.Files.Upload(_folder.PathOf("other"), target);
    }

    private string Embedded => _folder.PathOf("embedded");

    /// <summary>The nightly job as an operator submits it.</summary>
    /// <param name="version">Spark's version.</param>
    /// <param name="mode"><c>client</c> or <c>cluster</c>.</param>
    public SparkJob Job(string version, string mode)
    {
        var job = new SparkJob(version)
        {
            Script = "submit-yarn.sh",
            Environment =
            {
                ["HADOOP_CONF_DIR"] = _cluster.ConfigurationFolder,
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

    /// <summary>What the job is told.</summary>
    public static string[] Arguments(string input, string output) => ["--input", input, "--model", Loans.Model, "--output", output, "--business-date", "2026-01-31"];

    /// <summary>That the tables of a folder of HDFS are those of the embedded engine.</summary>
    public void AssertTables(string output)
    {
        using var copy = new TemporaryFolder();
        _cluster.Files.Download(output, copy.PathOf("tables"));
        var tables = new TablePair(Embedded, copy.PathOf("tables"));
        Assert.That(tables.Differences("scored"), Is.Zero);
        Assert.That(tables.Differences("quarantine"), Is.Zero);
    }

    public void Dispose() => _folder.Dispose();

    private string UploadArchive()
    {
        string local = _folder.PathOf("loandefault.tar");
        // Not compressed: nothing is sent over a network.
        Run("tar", "-cf", local, "-C", _folder.PathOf("bin"), "loandefault", "worker");
        _cluster.Files.CreateFolder("/apps");
        _cluster.Files.Upload(local, "/apps/loandefault.tar");
        File.Delete(local);
        // Open to all, as an operator puts it there: containers unpack it once.
        return $"{_cluster.FileSystem}/apps/loandefault.tar";
    }

    private void Generate(string name, int rows, string seed, string target)
    {
        ProcessResult generated = LoanDefaultProgram.Run("generate", "--rows", $"{rows}", "--seed", seed, "--output", _folder.PathOf(name), "--json");
        Assert.That(generated.ExitCode, Is.Zero, generated.Error);
        _cluster.Files.Upload(_folder.PathOf(name), target);
    }

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
