using LoanDefault.Core.Pipeline;
using LoanDefault.Spark.Gateway;
using LoanDefault.Spark.Sql;

namespace LoanDefault.Spark.Scoring;

/// <summary>Asks Spark twice a second how many tasks are done, and tells it as rows. Ends when it is disposed.</summary>
internal sealed class StageProgress : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly SparkSession _session;
    private readonly IRunProgress _progress;
    private readonly long _rows;
    private readonly ManualResetEventSlim _ended = new();
    private readonly Thread _thread;
    private long _told;

    /// <summary>Begins to ask.</summary>
    /// <param name="session">The session.</param>
    /// <param name="progress">Hears of the rows.</param>
    /// <param name="rows">Rows of the input; null when nobody knows.</param>
    public StageProgress(SparkSession session, IRunProgress progress, long? rows)
    {
        _session = session;
        _progress = progress;
        _rows = rows ?? 0;
        // A thread of its own is a connection of its own: the run's is busy.
        _thread = new Thread(Watch) { IsBackground = true, Name = "stage progress" };
        _thread.Start();
    }

    public void Dispose()
    {
        _ended.Set();
        _thread.Join();
        _ended.Dispose();
    }

    private void Watch()
    {
        try
        {
            StatusTracker tracker = _session.SparkContext.StatusTracker();
            while (!_ended.Wait(Interval))
                Tell(tracker);
        }
        catch (GatewayException)
        {
            // Spark has gone; the call that waits for the job says so.
        }
        catch (SparkException)
        {
            // Figures of a Spark that is being stopped.
        }
    }

    private void Tell(StatusTracker tracker)
    {
        StageInfo[] stages = [.. tracker.GetActiveStageIds().Select(tracker.GetStageInfo).OfType<StageInfo>()];
        long tasks = stages.Sum(s => (long)s.TaskCount), done = stages.Sum(s => (long)s.CompletedTaskCount);
        if (tasks == 0)
            return;
        long rows = (long)((double)_rows * done / tasks);
        if (rows <= _told)
            return;
        _progress.Add(rows - _told);
        _told = rows;
    }
}
