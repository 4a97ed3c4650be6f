using LoanDefault.Modeling.XGBoost;

namespace LoanDefault.Tests.Modeling.XGBoost;

public sealed class BoosterThreadTests
{
    [Test]
    public void Results_come_in_order_whatever_runs_at_the_same_time()
    {
        Assert.That(BoosterThread.RunAll(20, 4, i => i * i), Is.EqualTo(Enumerable.Range(0, 20).Select(i => i * i)));
    }

    [Test]
    public void Every_piece_has_a_thread_of_its_own()
    {
        var threads = BoosterThread.RunAll(5, 2, _ => Thread.CurrentThread);
        Assert.That(threads.Append(Thread.CurrentThread).Distinct().Count(), Is.EqualTo(6));
    }

    [Test]
    public void A_failure_is_thrown_where_the_work_was_asked_for_and_nothing_more_starts()
    {
        var started = 0;
        Assert.That(
            () => BoosterThread.RunAll<int>(10, 1, i => throw new InvalidOperationException($"piece {Interlocked.Increment(ref started)} of {i}")),
            Throws.InvalidOperationException.With.Message.EqualTo("piece 1 of 0"));
        Assert.That(started, Is.EqualTo(1));
    }
}
