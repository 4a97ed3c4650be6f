using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using LoanDefault.IntegrationTests.Cli.Support;

namespace LoanDefault.IntegrationTests.Schedule;

/// <summary>What cron starts, with scripts in the place of Spark.</summary>
internal sealed partial class NightlyWrapperTests
{
    private static readonly string Wrapper = Repository.PathOf("jobs/nightly-scoring/nightly.sh");

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void Remove() => _folder.Dispose();

    [TestCase(0, 1)]
    [TestCase(2, 1)]
    [TestCase(3, 1)]
    [TestCase(4, 1)]
    [TestCase(5, 1)]
    [TestCase(6, 3)]
    [TestCase(7, 3)]
    [TestCase(70, 3)]
    public void What_would_end_in_the_same_way_is_not_tried_again(int code, int tries)
    {
        using ChildProcess run = Start($"echo try >> {Tries}; exit {code}");

        ProcessResult result = run.WaitForExit();

        Assert.That(result.ExitCode, Is.EqualTo(code), result.Error);
        Assert.That(File.ReadAllLines(Tries), Has.Length.EqualTo(tries));
    }

    [Test]
    public void A_failure_that_passes_ends_well()
    {
        using ChildProcess run = Start($"echo try >> {Tries}; [ $(wc -l < {Tries}) -ge 2 ] || exit 6");

        Assert.That(run.WaitForExit().ExitCode, Is.Zero);
        Assert.That(File.ReadAllLines(Tries), Has.Length.EqualTo(2));
    }

    [Test]
    public void A_second_one_at_once_is_turned_away_and_a_killed_one_leaves_no_lock()
    {
        using ChildProcess first = Start($"echo $$ > {Tries}; exec sleep 60");
        WaitForTries();

        using (ChildProcess second = Start("exit 0"))
        {
            ProcessResult result = second.WaitForExit();
            Assert.That(result.ExitCode, Is.EqualTo(75));
            Assert.That(result.Error, Does.Contain("the last night still runs"));
        }

        first.KillHard();
        using (ChildProcess third = Start("exit 0"))
            Assert.That(third.WaitForExit().ExitCode, Is.Zero, "while what the first one started still runs");
        using var orphan = Process.GetProcessById(int.Parse(File.ReadAllText(Tries), CultureInfo.InvariantCulture));
        orphan.Kill();
        first.WaitForExit();
    }

    [Test]
    public void A_signal_reaches_the_run_and_is_no_reason_for_another_try()
    {
        using ChildProcess run = Start($"trap 'echo stopped >> {Tries}; exit 143' TERM; echo try >> {Tries}; while :; do sleep 0.1; done");
        WaitForTries();

        run.Signal(PosixSignal.SIGTERM);

        Assert.That(run.WaitForExit().ExitCode, Is.EqualTo(143));
        Assert.That(File.ReadAllLines(Tries), Is.EqualTo(new[] { "try", "stopped" }));
    }

    [TestCase("crontab", 2)]
    [TestCase("loandefault-nightly.service", 1)]
    public void What_a_schedule_starts_exists_and_its_arguments_are_taken(string name, int starts)
    {
        string text = File.ReadAllText(Repository.PathOf($"jobs/nightly-scoring/schedule/{name}"));

        string[] scripts = [.. ScriptPattern().Matches(text).Select(m => m.Value)];
        Assert.That(scripts.Count(s => s.EndsWith("submit-yarn.sh", StringComparison.Ordinal)), Is.EqualTo(starts));
        Assert.That(scripts.Select(s => Repository.PathOf(s)), Has.All.Matches<string>(File.Exists));
        string[] arguments = ArgumentsPattern().Match(text).Value.Replace("\\\n", " ", StringComparison.Ordinal).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] local = [.. arguments.Select(a => a.StartsWith("hdfs:", StringComparison.Ordinal) ? _folder.PathOf("none") : a.Replace("/opt/loandefault", Repository.Root, StringComparison.Ordinal))];
        ProcessResult result = LoanDefaultProgram.Run(["score", .. local]);
        Assert.That(result.ExitCode, Is.EqualTo(3), result.Error);
        Assert.That(result.Error, Does.Contain(_folder.PathOf("none")), "it gets as far as its input");
    }

    [GeneratedRegex("jobs/nightly-scoring/[a-z-]+\\.sh")]
    private static partial Regex ScriptPattern();

    [GeneratedRegex("--input (\\\\\n|.)*")]
    private static partial Regex ArgumentsPattern();

    private string Tries => _folder.PathOf("tries");

    private ChildProcess Start(string script) => ChildProcess.Start(Wrapper, ["/bin/bash", "-c", script], environment: new Dictionary<string, string?>
    {
        ["LOANDEFAULT_LOCK"] = _folder.PathOf("lock"),
        ["LOANDEFAULT_PAUSE"] = "0",
    });

    private void WaitForTries() => Assert.That(() => File.Exists(Tries) && new FileInfo(Tries).Length > 0, Is.True.After(20_000, 50));
}
