using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using LoanDefault.IntegrationTests.Cli.Support;
using LoanDefault.IntegrationTests.Spark.Support;
using LoanDefault.IntegrationTests.Spark.Worker;

namespace LoanDefault.IntegrationTests.Spark;

/// <summary>Ctrl-C and SIGTERM while the job's tasks run under spark-submit, to each of the processes that may get them.</summary>
[TestFixture(LocalSparkFixture.Oldest)]
[TestFixture(LocalSparkFixture.Newest)]
internal sealed class SparkStopTests(string version)
{
    private TemporaryFolder _folder = null!;
    private ScriptFolder _scripts = null!;
    private string _input = null!;
    private string _worker = null!;

    private string Started => Path.Combine(_scripts.Path, "started");

    [OneTimeSetUp]
    public void WriteApplications()
    {
        _folder = new TemporaryFolder();
        _scripts = new ScriptFolder();
        _input = _folder.PathOf("in", "loans.parquet");
        Loans.Write(_input);
        // Never begins its task, and ends with the JVM: whatever moment the signal takes, the run cannot be over before.
        _worker = _scripts.Write("endless-worker", $"touch '{Started}'; exec cat >/dev/null");
    }

    [OneTimeTearDown]
    public void Remove()
    {
        _scripts.Dispose();
        _folder.Dispose();
    }

    [TestCase("the script", PosixSignal.SIGINT, 130)]
    [TestCase("the script", PosixSignal.SIGTERM, 143)]
    [TestCase("the driver and the script", PosixSignal.SIGTERM, 143)]
    public void A_signal_cancels_the_job_and_publishes_nothing(string receiver, PosixSignal signal, int exitCode)
    {
        (ProcessResult result, JsonNode summary, string output) = Stop($"{receiver} {exitCode}", receiver, signal);

        Assert.That(result.ExitCode, Is.EqualTo(exitCode), result.Out + result.Error);
        Assert.That(result.Out.TrimEnd(), Does.EndWith("nothing was published; the same command starts again"));
        Assert.That(result.Out, Does.Contain("error: stopped by").And.Not.Contain("\tat org.apache.spark"));
        Assert.That((string?)summary["outcome"], Is.EqualTo("stopped"));
        AssertNothingIsLeft(output);
    }

    [Test]
    public void A_signal_to_spark_submit_itself_ends_the_run_and_its_driver_too()
    {
        (ProcessResult result, JsonNode summary, string output) = Stop("jvm", "the JVM", PosixSignal.SIGTERM);

        Assert.That(result.ExitCode, Is.EqualTo(143), result.Out + result.Error);
        Assert.That(result.Error, Does.Contain("error: stopped by SIGTERM: nothing was published"));
        // The driver saw Spark go and no signal.
        Assert.That((string?)summary["outcome"], Is.EqualTo("engine_failed"));
        AssertNothingIsLeft(output);
    }

    private (ProcessResult Result, JsonNode Summary, string Output) Stop(string name, string receiver, PosixSignal signal)
    {
        var job = new SparkJob(version) { Environment = { ["LOANDEFAULT_WORKER"] = _worker } };
        string output = _folder.PathOf(name), summary = _folder.PathOf(name + ".json");
        File.Delete(Started);
        using ChildProcess script = job.Start(ScoreArguments.Of(_input, output, "--summary", summary)[1..]);
        SpinWait.SpinUntil(() => script.HasExited || File.Exists(Started));
        switch (receiver)
        {
            case "the script":
                script.Signal(signal);
                break;
            case "the JVM":
                ProcessTable.Signal(Spark(output).Single(), signal);
                break;
            default:
                ProcessTable.Signal(Drivers(output).Single(), signal);
                script.Signal(signal);
                break;
        }

        ProcessResult result = script.WaitForExit();
        return (result, JsonNode.Parse(File.ReadAllText(summary))!, output);
    }

    private static void AssertNothingIsLeft(string output)
    {
        Assert.That(Directory.EnumerateFiles(output, "*.parquet", SearchOption.AllDirectories), Is.Empty);
        Assert.That(Directory.Exists(Path.Combine(output, "scored", "_delta_log")), Is.False);
        Assert.That(Drivers(output).Concat(Spark(output)), Is.Empty, "processes");
    }

    private static IReadOnlyList<int> Spark(string output) => ProcessTable.Find(words => words[0].EndsWith("java", StringComparison.Ordinal) && words.Contains(output));

    private static IReadOnlyList<int> Drivers(string output) => ProcessTable.Find(words => words[0] == LoanDefaultProgram.Path && words.Contains(output));
}
