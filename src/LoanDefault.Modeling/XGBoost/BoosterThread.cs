using System.Runtime.ExceptionServices;

namespace LoanDefault.Modeling.XGBoost;

/// <summary>Runs work that owns boosters on threads of its own: XGBoost keeps random state and errors by thread.</summary>
internal static class BoosterThread
{
    /// <summary>Runs every piece of work on a new thread, some at the same time.</summary>
    /// <param name="count">How many pieces there are.</param>
    /// <param name="concurrency">How many threads run at the same time; at least 1; the results do not depend on it.</param>
    /// <param name="work">Does the piece of a number.</param>
    /// <returns>The results in order.</returns>
    /// <remarks>After a failure nothing more is started; the failure of the first piece that failed is thrown.</remarks>
    public static T[] RunAll<T>(int count, int concurrency, Func<int, T> work)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(concurrency, 1);
        XGBoostLibrary.Load();
        var results = new T[count];
        var failures = new ExceptionDispatchInfo?[count];
        var failed = false;
        using var places = new SemaphoreSlim(concurrency);
        var threads = new List<Thread>();
        for (var i = 0; i < count; i++)
        {
            places.Wait();
            if (Volatile.Read(ref failed))
                break;
            var index = i;
            threads.Add(new Thread(() => RunOne(index)) { Name = $"booster {index}", IsBackground = true });
            threads[^1].Start();
        }
        foreach (var thread in threads)
            thread.Join();
        failures.FirstOrDefault(f => f is not null)?.Throw();
        return results;

        void RunOne(int index)
        {
            try
            {
                results[index] = work(index);
            }
#pragma warning disable CA1031 // The edge of a thread: whatever it was, it is thrown again on the caller's.
            catch (Exception e)
#pragma warning restore CA1031
            {
                failures[index] = ExceptionDispatchInfo.Capture(e);
                Volatile.Write(ref failed, true);
            }
            finally
            {
                places.Release();
            }
        }
    }

    /// <summary>Runs one piece of work on a new thread and waits for it.</summary>
    public static T Run<T>(Func<T> work) => RunAll(1, 1, _ => work())[0];
}
