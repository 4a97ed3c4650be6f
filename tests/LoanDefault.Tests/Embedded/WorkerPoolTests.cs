using LoanDefault.Embedded;

namespace LoanDefault.Tests.Embedded;

public class WorkerPoolTests
{
    [Test]
    public void Calls_at_the_same_time_get_workers_of_their_own_and_later_ones_share_them()
    {
        using var pool = new WorkerPool<object>(() => new object());
        object first = pool.Rent(), second = pool.Rent();
        Assert.That(second, Is.Not.SameAs(first));

        pool.Return(first);
        Assert.That(pool.Rent(), Is.SameAs(first));
        Assert.That(pool.All, Is.EquivalentTo(new[] { first, second }));
    }

    [Test]
    public void Every_worker_is_disposed_with_the_pool()
    {
        var disposed = new List<MemoryStream>();
        var pool = new WorkerPool<MemoryStream>(() => { disposed.Add(new MemoryStream()); return disposed[^1]; });
        pool.Rent();
        pool.Return(pool.Rent());
        pool.Dispose();

        Assert.That(disposed, Has.Count.EqualTo(2));
        Assert.That(disposed.Select(s => s.CanRead), Has.All.False);
    }
}
