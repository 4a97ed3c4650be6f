namespace LoanDefault.IntegrationTests.Hadoop.Support;

/// <summary>Things that happen at the same time, each on a thread of its own and so on a connection of its own to the JVM.</summary>
internal static class AtOnce
{
    /// <summary>Does them, and throws what one of them threw.</summary>
    /// <param name="count">How many.</param>
    /// <param name="action">Takes the number, from 0.</param>
    public static void Run(int count, Action<int> action)
    {
        using var start = new Barrier(count);
        Task[] tasks = [.. Enumerable.Range(0, count).Select(i => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                action(i);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        Task.WaitAll(tasks);
    }
}
