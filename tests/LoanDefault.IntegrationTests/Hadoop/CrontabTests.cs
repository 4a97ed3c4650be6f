using System.Globalization;
using System.Text.RegularExpressions;
using LoanDefault.IntegrationTests.Cli.Support;
using LoanDefault.IntegrationTests.Spark;
using LoanDefault.IntegrationTests.Spark.Support;

namespace LoanDefault.IntegrationTests.Hadoop;

/// <summary>The crontab's line for the night as cron runs it, with cron's poor environment, from HDFS to HDFS on YARN.</summary>
internal sealed partial class CrontabTests
{
    private static readonly string Crontab = File.ReadAllText(Repository.PathOf("jobs/nightly-scoring/schedule/crontab"));

    private TemporaryFolder _home = null!;

    [SetUp]
    public void MakeHome() => _home = new TemporaryFolder();

    [TearDown]
    public void Remove() => _home.Dispose();

    [Test]
    public void Scores_yesterdays_applications_and_a_second_start_finds_them_done()
    {
        // The night may end while the test runs.
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        foreach (int day in new[] { -2, -1, 0 })
            HdfsSetUp.Yarn.UploadOther($"/applications/{now.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}");

        ProcessResult first = RunLine(), second = RunLine();

        string log = File.ReadAllText(_home.PathOf("loandefault.log"));
        Assert.That(first.ExitCode, Is.Zero, log);
        Assert.That(second.ExitCode, Is.Zero, log);
        Assert.That(first.Out + first.Error, Is.Empty, "cron would send it by mail");
        Assert.That(HdfsSetUp.Cluster.Files.FilesBelow("/scores"), Has.Some.Matches(@"^scored/_delta_log/0+\.json$"), log);
    }

    // cron hands a line to SHELL with the variables above it and these four; '\%' is its way to write '%'.
    private ProcessResult RunLine()
    {
        SparkJob here = HdfsSetUp.Yarn.Job(LocalSparkFixture.Newest, "client");
        var variables = VariablePattern().Matches(Crontab).ToDictionary(m => m.Groups[1].Value, m => (string?)m.Groups[2].Value);
        string shell = variables["SHELL"]!;
        (variables["HOME"], variables["LOGNAME"], variables["PATH"]) = (_home.Root, Environment.UserName, "/usr/bin:/bin");
        variables["ARGUMENTS"] = variables["ARGUMENTS"]!.Replace("/opt/loandefault", Repository.Root, StringComparison.Ordinal);
        variables["LOANDEFAULT_HOME"] = Repository.Root;
        variables["SPARK_HOME"] = here.Home;
        variables["SPARK_LOCAL_IP"] = "127.0.0.1";
        variables["SPARK_SUBMIT_OPTIONS"] = string.Join(' ', here.Settings.Select(s => $"--conf {s.Key}={s.Value}"));
        foreach ((string name, string? value) in here.Environment.Where(e => e.Value is not null))
            variables[name] = value;
        string command = LinePattern().Match(Crontab).Groups[1].Value.Replace("\\%", "%", StringComparison.Ordinal);
        Assert.That(command, Does.Contain("RANDOM % 600"));
        command = command.Replace("RANDOM % 600", "RANDOM % 1", StringComparison.Ordinal);
        using ChildProcess cron = ChildProcess.Start(
            "/usr/bin/env", ["-i", .. variables.Select(v => $"{v.Key}={v.Value}"), shell, "-c", command], folder: _home.Root);
        return cron.WaitForExit();
    }

    [GeneratedRegex("^([A-Z_]+)=(.*)$", RegexOptions.Multiline)]
    private static partial Regex VariablePattern();

    [GeneratedRegex(@"^0 2 \* \* \* (.*)$", RegexOptions.Multiline)]
    private static partial Regex LinePattern();
}
