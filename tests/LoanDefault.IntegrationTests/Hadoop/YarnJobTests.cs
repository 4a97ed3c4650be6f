using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using LoanDefault.IntegrationTests.Cli.Support;
using LoanDefault.IntegrationTests.Hadoop.Support;
using LoanDefault.IntegrationTests.Spark;
using LoanDefault.IntegrationTests.Spark.Support;

namespace LoanDefault.IntegrationTests.Hadoop;

/// <summary>
/// The scoring job on YARN from HDFS to HDFS, driver here and driver in a container: a million applications, against the
/// embedded engine's tables.
/// </summary>
[TestFixture(LocalSparkFixture.Oldest)]
[TestFixture(LocalSparkFixture.Newest)]
internal sealed partial class YarnJobTests(string version)
{
    private static HadoopCluster Cluster => HdfsSetUp.Cluster;

    private static YarnJobs Yarn => HdfsSetUp.Yarn;

    [Test]
    public void With_the_driver_here_its_tables_are_those_of_the_embedded_engine() =>
        ScoreAndConflict("client", $"/yarn/{version}/client");

    [Test]
    public void With_the_driver_in_a_container_and_killed_by_somebody_else_it_leaves_nothing_to_see_and_the_next_run_is_right()
    {
        string output = $"/yarn/{version}/cluster";
        using (ChildProcess run = Yarn.Job(version, "cluster").Start(Night(output)))
        {
            Assert.That(() => Cluster.Files.FilesBelow(output), Has.Some.Contains("/_temporary/").After(240_000, 100), "it writes");

            Cluster.Kill(Application(run.ErrorSoFar));

            ProcessResult result = run.WaitForExit();
            Assert.That(result.ExitCode, Is.EqualTo(6), result.Error);
            Assert.That(result.Error, Does.Contain("error: somebody killed the application in YARN"));
            Assert.That(Commits(output), Is.Empty);
        }

        ScoreAndConflict("cluster", output);
    }

    [Test]
    public void With_the_driver_here_and_killed_by_somebody_else_it_ends_with_an_exit_code_that_is_tried_again()
    {
        string output = $"/yarn/{version}/killed";
        using ChildProcess run = Yarn.Job(version, "client").Start(Night(output));
        Assert.That(() => Cluster.Files.FilesBelow(output), Has.Some.EndsWith(".lock").After(240_000, 100), "it has begun");

        Cluster.Kill(Application(run.ErrorSoFar));

        ProcessResult result = run.WaitForExit();
        Assert.That(result.ExitCode, Is.EqualTo(6), result.Error);
        Assert.That(result.Error, Does.Contain("was killed by user"));
        Assert.That(Commits(output), Is.Empty);
    }

    [TestCase("client")]
    [TestCase("cluster")]
    public void Wrong_use_has_its_exit_code_without_a_session_of_Spark(string mode)
    {
        ProcessResult wrong = Yarn.Job(version, mode).Run([.. YarnJobs.Arguments("/x", "/y"), "--no-such-option"]);

        Assert.That(wrong.ExitCode, Is.EqualTo(2), wrong.Out + wrong.Error);
    }

    [Test]
    public void A_signal_ends_what_runs_in_the_cluster_too()
    {
        string output = $"/yarn/{version}/stopped";
        using ChildProcess run = Yarn.Job(version, "cluster").Start(Night(output));
        WaitUntilRunning(run);

        run.Signal(PosixSignal.SIGTERM);

        ProcessResult result = run.WaitForExit();
        Assert.That(result.ExitCode, Is.EqualTo(143), result.Error);
        Assert.That(result.Error, Does.Contain("the same command starts again"));
        Assert.That(Cluster.FinalStatus(Application(result.Error)), Is.EqualTo("KILLED"));
        Assert.That(Commits(output), Is.Empty);
    }

    [Test]
    public void A_model_that_is_not_there_is_refused_before_anything_is_submitted()
    {
        SparkJob job = Yarn.Job(version, "cluster");

        ProcessResult result = job.Run("--input", "/x", "--model", "/no/model", "--output", "/y", "--business-date", "2026-01-31");

        Assert.That(result.ExitCode, Is.EqualTo(2));
        Assert.That(result.Error, Does.Contain("'/no/model' is no folder of a model package"));
    }

    private void ScoreAndConflict(string mode, string output)
    {
        IReadOnlyList<string> before = Cluster.Files.FilesBelow(output);
        ProcessResult first = Yarn.Job(version, mode).Run(Night(output));
        Assert.That(first.ExitCode, Is.Zero, first.Out + first.Error);
        Yarn.AssertTables(output);

        ProcessResult conflict = Yarn.Job(version, mode).Run(YarnJobs.Arguments(Yarn.OtherInput, Cluster.FileSystem + output));
        Assert.That(conflict.ExitCode, Is.EqualTo(5), conflict.Out + conflict.Error);
        if (mode == "cluster")
            Assert.That(conflict.Error, Does.Contain("yarn logs -applicationId application_").And.Not.Contain("somebody killed"));
        Assert.That(Cluster.Files.FilesBelow(output).Where(f => f.Contains("/.", StringComparison.Ordinal)), Is.SubsetOf(before), "it leaves no staging of its own");
    }

    private static string[] Night(string output) => YarnJobs.Arguments(Yarn.Input, Cluster.FileSystem + output);

    private static void WaitUntilRunning(ChildProcess run) =>
        Assert.That(() => run.ErrorSoFar, Does.Match("(?s)application_.*state: RUNNING").After(120_000, 100));

    private static string Application(string log) => ApplicationPattern().Match(log).Value;

    // What makes a night visible.
    private static IEnumerable<string> Commits(string output) =>
        Cluster.Files.FilesBelow(output).Where(f => f.EndsWith(".json", StringComparison.Ordinal));

    [GeneratedRegex("application_[0-9_]+")]
    private static partial Regex ApplicationPattern();
}
