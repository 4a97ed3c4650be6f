using System.Collections.Concurrent;

namespace LoanDefault.Embedded;

/// <summary>
/// Gives every call that runs at the same time a worker of its own. The engine calls functions on threads that it
/// chooses, so workers belong to calls and not to threads.
/// </summary>
/// <param name="create">Makes a worker; called at most as often as calls run at the same time.</param>
internal sealed class WorkerPool<T>(Func<T> create) : IDisposable
    where T : class
{
    private readonly ConcurrentBag<T> _idle = [];
    private readonly ConcurrentBag<T> _all = [];

    /// <summary>Every worker that was ever made; read them when no call runs.</summary>
    internal IReadOnlyCollection<T> All => _all;

    /// <summary>Takes a worker that nobody uses.</summary>
    internal T Rent()
    {
        if (_idle.TryTake(out T? worker))
            return worker;
        worker = create();
        _all.Add(worker);
        return worker;
    }

    /// <summary>Gives a worker back.</summary>
    internal void Return(T worker) => _idle.Add(worker);

    public void Dispose()
    {
        foreach (T worker in _all)
            (worker as IDisposable)?.Dispose();
    }
}
