using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using LoanDefault.IntegrationTests.Cli.Support;

namespace LoanDefault.IntegrationTests.Cli;

/// <summary>Ctrl-C, SIGTERM and kill -9 while the real program scores: a reader sees the night whole or not at all.</summary>
[TestFixture]
internal sealed class StopTests
{
    private const int Copies = 40;
    private const int Rows = Copies * 9857;

    // What the program says when it begins a phase; the moment of a signal is a phase and a share of its time.
    private static readonly string[] Phases = ["looking at the input", "finding duplicate ids", "scoring", "checking what was written", "publishing"];

    private TemporaryFolder _folder = null!;
    private string _input = null!;

    [OneTimeSetUp]
    public void WriteApplications()
    {
        _folder = new TemporaryFolder();
        _input = _folder.PathOf("in", "applications.parquet");
        Loans.Write(_input, Copies);
    }

    [OneTimeTearDown]
    public void RemoveApplications() => _folder.Dispose();

    [Test]
    public void A_signal_at_any_moment_publishes_all_or_nothing([Range(0, 5)] int seed)
    {
        PosixSignal signal = seed % 2 == 0 ? PosixSignal.SIGINT : PosixSignal.SIGTERM;
        string output = _folder.PathOf($"out-signal-{seed}");

        ProcessResult result = StopAt(output, seed, process => process.Signal(signal), "--summary", _folder.PathOf($"run-{seed}.json"));

        int stopped = signal == PosixSignal.SIGINT ? 130 : 143;
        Assert.That(result.ExitCode, Is.EqualTo(stopped).Or.EqualTo(0), result.Error);
        Assert.That(OutsideReader.Rows(Path.Combine(output, "scored")), Is.EqualTo(result.ExitCode == 0 ? Rows : 0), result.Error);
        if (result.ExitCode == stopped)
        {
            Assert.That(result.ErrorLines[^1], Does.StartWith("error: stopped by"));
            Assert.That(JsonNode.Parse(File.ReadAllText(_folder.PathOf($"run-{seed}.json")))!["outcome"]!.GetValue<string>(), Is.EqualTo("stopped"));
        }

        AssertRunsAgain(output);
    }

    [Test]
    public void Killed_at_any_moment_the_night_is_whole_or_not_there_and_the_next_run_ends_well([Range(1, 4)] int seed)
    {
        string output = _folder.PathOf($"out-kill-{seed}");

        StopAt(output, seed, process => process.KillHard());

        Assert.That(OutsideReader.Rows(Path.Combine(output, "scored")), Is.EqualTo(Rows).Or.EqualTo(0));
        AssertRunsAgain(output);
    }

    [Test]
    public void Two_signals_end_the_program_although_it_was_busy()
    {
        string output = _folder.PathOf("out-twice");
        using ChildProcess process = LoanDefaultProgram.Start(ScoreArguments.Of(_input, output));
        WaitFor("scoring", process);

        process.Signal(PosixSignal.SIGTERM);
        process.Signal(PosixSignal.SIGTERM);
        ProcessResult result = process.WaitForExit();

        Assert.That(result.ExitCode, Is.EqualTo(143), result.Error);
        Assert.That(result.ErrorLines[^1], Does.StartWith("error: stopped"));
        AssertRunsAgain(output);
    }

    private void AssertRunsAgain(string output)
    {
        ProcessResult again = LoanDefaultProgram.Run(ScoreArguments.Of(_input, output));
        Assert.That(again.ExitCode, Is.Zero, again.Error);
        Assert.That(OutsideReader.Rows(Path.Combine(output, "scored")), Is.EqualTo(Rows));
    }

    private ProcessResult StopAt(string output, int seed, Action<ChildProcess> stop, params string[] more)
    {
        string phase = Phases[seed % Phases.Length];
        var delay = TimeSpan.FromMilliseconds(new Random(seed).Next(0, phase == "scoring" ? 800 : 100));
        using ChildProcess process = LoanDefaultProgram.Start(ScoreArguments.Of(_input, output, more));
        WaitFor(phase, process);
        // A random moment is what the test is about; nothing waits for it to be long enough.
        Thread.Sleep(delay);
        long signalled = Stopwatch.GetTimestamp();
        stop(process);
        ProcessResult result = process.WaitForExit();
        TestContext.Out.WriteLine(
            $"stopped {delay.TotalMilliseconds:0} ms into '{phase}': exit code {result.ExitCode} after {Stopwatch.GetElapsedTime(signalled).TotalMilliseconds:0} ms");
        return result;
    }

    private static void WaitFor(string phase, ChildProcess process) =>
        SpinWait.SpinUntil(() => process.HasExited || process.ErrorSoFar.Contains(phase, StringComparison.Ordinal));
}
