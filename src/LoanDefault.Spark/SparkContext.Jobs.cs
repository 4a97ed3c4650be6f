using LoanDefault.Spark.Gateway;

namespace LoanDefault.Spark;

public sealed partial class SparkContext
{
    private const string GroupProperty = "spark.jobGroup.id";
    private static readonly TimeSpan CancelInterval = TimeSpan.FromMilliseconds(200);

    /// <summary>Puts the jobs that this thread starts from now on into a group, under which they can be followed and cancelled.</summary>
    /// <param name="groupId">Any text; jobs of all threads that name it form the group.</param>
    /// <param name="description">What Spark's user interface shows.</param>
    /// <param name="interruptOnCancel">True to interrupt the tasks' threads in the JVM when the group is cancelled.</param>
    public void SetJobGroup(string groupId, string description, bool interruptOnCancel = false) =>
        _context.Call("setJobGroup", groupId, description, interruptOnCancel);

    /// <summary>Lets the jobs that this thread starts from now on belong to no group.</summary>
    public void ClearJobGroup() => _context.Call("clearJobGroup");

    /// <summary>Cancels the running jobs of a group; the calls that wait for them throw. Call it from another thread than theirs.</summary>
    public void CancelJobGroup(string groupId) => _context.Call("cancelJobGroup", groupId);

    /// <summary>Cancels every running job.</summary>
    public void CancelAllJobs() => _context.Call("cancelAllJobs");

    /// <summary>Progress of jobs and stages.</summary>
    public StatusTracker StatusTracker() => new(_context.Call<JavaObject>("statusTracker"));

    /// <summary>
    /// Runs a call that waits for jobs and cancels them, from another thread and so on another connection, when the token
    /// says so. The jobs run in the group that this thread has set, or in one of their own.
    /// </summary>
    /// <exception cref="OperationCanceledException">The token was cancelled and the jobs with it.</exception>
    internal T Run<T>(Func<T> call, CancellationToken cancellationToken)
    {
        if (!cancellationToken.CanBeCanceled)
            return call();
        cancellationToken.ThrowIfCancellationRequested();
        string? outer = _context.Call<string?>("getLocalProperty", GroupProperty);
        string group = outer ?? $"loandefault-{Guid.NewGuid():N}";
        if (outer is null)
            SetJobGroup(group, "");
        using var ended = new ManualResetEventSlim();
        Task? cancelling = null;
        CancellationTokenRegistration registration =
            cancellationToken.Register(() => cancelling = Task.Run(() => CancelUntil(ended, group), CancellationToken.None));
        try
        {
            return call();
        }
        catch (SparkException error) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("the job was cancelled", error, cancellationToken);
        }
        finally
        {
            ended.Set();
            registration.Dispose();
            cancelling?.Wait(CancellationToken.None);
            if (outer is null && !_session.Gateway.IsLost)
                ClearJobGroup();
        }
    }

    // Spark cancels only jobs that have begun: one that begins just afterwards is met by the next round.
    private void CancelUntil(ManualResetEventSlim ended, string group)
    {
        try
        {
            do
                CancelJobGroup(group);
            while (!ended.Wait(CancelInterval));
        }
        catch (GatewayException)
        {
            // Spark has gone and its jobs with it; the call that waits for them says so.
        }
    }
}
