using System.Runtime.InteropServices;
using LoanDefault.Cli.CommandLine;
using LoanDefault.Tests.Cli.Support;

namespace LoanDefault.Tests.Cli.CommandLine;

[TestFixture]
internal sealed class StopSignalsTests
{
    private readonly List<int> _exits = [];
    private readonly ManualTime _time = new();

    [SetUp]
    public void SetUp() => _exits.Clear();

    [TestCase(PosixSignal.SIGINT, 130)]
    [TestCase(PosixSignal.SIGTERM, 143)]
    public void The_first_signal_asks_the_work_to_stop(PosixSignal signal, int code)
    {
        using var stop = new StopSignals(_time, _exits.Add);

        stop.Receive(signal);

        Assert.That(stop.Token.IsCancellationRequested, Is.True);
        Assert.That(stop.ExitCode, Is.EqualTo(code));
        Assert.That(_exits, Is.Empty);
    }

    [Test]
    public void A_second_signal_ends_the_process_at_once()
    {
        using var stop = new StopSignals(_time, _exits.Add);

        stop.Receive(PosixSignal.SIGTERM);
        stop.Receive(PosixSignal.SIGINT);

        Assert.That(_exits, Is.EqualTo(new[] { ExitCodes.Interrupted }));
        Assert.That(stop.ExitCode, Is.EqualTo(ExitCodes.Terminated));
    }

    [Test]
    public void Work_that_does_not_stop_is_ended_before_two_seconds_have_passed()
    {
        using var stop = new StopSignals(_time, _exits.Add);

        stop.Receive(PosixSignal.SIGTERM);
        _time.Advance(StopSignals.OwnPatience - TimeSpan.FromTicks(1));
        Assert.That(_exits, Is.Empty);
        _time.Advance(TimeSpan.FromTicks(1));

        Assert.That(_exits, Is.EqualTo(new[] { ExitCodes.Terminated }));
        Assert.That(StopSignals.OwnPatience, Is.LessThan(TimeSpan.FromSeconds(2)));
    }

    [Test]
    public void Spark_has_more_time_to_stop()
    {
        using var stop = new StopSignals(_time, _exits.Add) { Patience = StopSignals.SparkPatience };

        stop.Receive(PosixSignal.SIGINT);
        _time.Advance(StopSignals.SparkPatience - TimeSpan.FromTicks(1));
        Assert.That(_exits, Is.Empty);
        _time.Advance(TimeSpan.FromTicks(1));

        Assert.That(_exits, Is.EqualTo(new[] { ExitCodes.Interrupted }));
    }

    [Test]
    public void Work_that_takes_longer_than_it_may_is_asked_to_stop_and_then_ended()
    {
        using var stop = new StopSignals(_time, _exits.Add);
        stop.StopAfter(TimeSpan.FromMinutes(90));

        _time.Advance(TimeSpan.FromMinutes(89));
        Assert.That(stop.Token.IsCancellationRequested, Is.False);
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.That(stop.Token.IsCancellationRequested, Is.True);
        Assert.That(stop.ExitCode, Is.EqualTo(ExitCodes.TimedOut));
        _time.Advance(StopSignals.OwnPatience);

        Assert.That(_exits, Is.EqualTo(new[] { ExitCodes.TimedOut }));
    }

    [Test]
    public void Without_a_signal_nothing_stops()
    {
        using var stop = new StopSignals(_time, _exits.Add);

        _time.Advance(TimeSpan.FromHours(1));

        Assert.That(stop.Token.IsCancellationRequested, Is.False);
        Assert.That(stop.ExitCode, Is.Zero);
        Assert.That(_exits, Is.Empty);
    }
}
