namespace LoanDefault.IntegrationTests.Kubernetes.Support;

/// <summary>Waits for what another process does.</summary>
internal static class Waiting
{
    // Only a hang ends it: nothing here depends on how fast a machine is.
    private static readonly TimeSpan HangTimeout = TimeSpan.FromMinutes(8);

    /// <summary>Asks until there is an answer, twenty times a second; what starts a process to ask is better asked by <see cref="ForCluster"/>.</summary>
    /// <param name="what">What is waited for, for the message of a hang.</param>
    /// <param name="ask">Gives null as long as there is none.</param>
    public static T For<T>(string what, Func<T?> ask)
        where T : class => For(what, ask, TimeSpan.FromMilliseconds(50));

    /// <summary>Asks a cluster by kubectl until there is an answer, once a second.</summary>
    public static T ForCluster<T>(string what, Func<T?> ask)
        where T : class => For(what, ask, TimeSpan.FromSeconds(1));

    private static T For<T>(string what, Func<T?> ask, TimeSpan interval)
        where T : class
    {
        DateTimeOffset end = TimeProvider.System.GetUtcNow() + HangTimeout;
        while (TimeProvider.System.GetUtcNow() < end)
        {
            if (ask() is { } answer)
                return answer;
            Thread.Sleep(interval);
        }

        throw new TimeoutException($"waited in vain for {what}");
    }
}
