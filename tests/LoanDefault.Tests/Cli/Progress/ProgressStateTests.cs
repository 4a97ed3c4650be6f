using LoanDefault.Cli.Progress;
using LoanDefault.Tests.Cli.Support;

namespace LoanDefault.Tests.Cli.Progress;

[TestFixture]
internal sealed class ProgressStateTests
{
    private readonly ManualTime _time = new();

    [Test]
    public void Speed_share_and_remaining_time_are_of_the_present_phase()
    {
        var state = new ProgressState(_time);
        state.Begin("reading", 10);
        state.Add(10);
        _time.Advance(TimeSpan.FromSeconds(5));
        state.Begin("scoring", 1_000);
        state.Add(100);
        state.Add(150);
        _time.Advance(TimeSpan.FromSeconds(2));

        ProgressSnapshot now = state.Snapshot()!;

        Assert.That(now.Phase, Is.EqualTo("scoring"));
        Assert.That(now.Rows, Is.EqualTo(250));
        Assert.That(now.RowsPerSecond, Is.EqualTo(125));
        Assert.That(now.Share, Is.EqualTo(0.25));
        Assert.That(now.Remaining, Is.EqualTo(TimeSpan.FromSeconds(6)));
    }

    [Test]
    public void Without_a_total_nothing_is_promised()
    {
        var state = new ProgressState(_time);
        state.Begin("reading");
        state.Add(10);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.That(state.Snapshot()!.Share, Is.Null);
        Assert.That(state.Snapshot()!.Remaining, Is.Null);
    }

    [Test]
    public void Rows_of_many_threads_are_all_counted()
    {
        var state = new ProgressState(_time);
        state.Begin("scoring");

        Parallel.For(0, 1_000, _ => state.Add(3));

        Assert.That(state.Snapshot()!.Rows, Is.EqualTo(3_000));
    }

    [Test]
    public void Before_the_first_phase_there_is_nothing_to_show()
    {
        var state = new ProgressState(_time);
        state.Add(1);

        Assert.That(state.Snapshot(), Is.Null);
    }
}
