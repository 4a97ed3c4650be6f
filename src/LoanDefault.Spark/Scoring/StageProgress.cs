using System.Globalization;
using LoanDefault.Core.Pipeline;
using LoanDefault.Spark.Gateway;
using LoanDefault.Spark.Sql;

namespace LoanDefault.Spark.Scoring;

/// <summary>
/// Asks Spark twice a second where its jobs are: the running stages, their tasks and the rows that they have read. Ends when
/// it is disposed.
/// </summary>
internal sealed class StageProgress : IDisposable
{
    private const string Scan = "Scan parquet";
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly SparkSession _session;
    private readonly IRunProgress _progress;
    private readonly long? _rows;
    private readonly ManualResetEventSlim _ended = new();
    private readonly Thread _thread;
    private long _told;

    /// <summary>Begins to ask.</summary>
    /// <param name="session">The session.</param>
    /// <param name="progress">Hears of stages and rows.</param>
    /// <param name="rows">Rows that the phase reads; null when it reads others than the input's.</param>
    public StageProgress(SparkSession session, IRunProgress progress, long? rows)
    {
        _session = session;
        _progress = progress;
        _rows = rows;
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
            var query = new QueryProgress(_session);
            while (!_ended.Wait(Interval))
                Tell(tracker, query);
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

    private void Tell(StatusTracker tracker, QueryProgress query)
    {
        StageInfo[] stages = [.. tracker.GetActiveStageIds().Order().Select(tracker.GetStageInfo).OfType<StageInfo>()];
        if (stages.Length == 0)
            return;
        _progress.Tell(Describe(stages));
        if (_rows is not { } all)
            return;
        // What a task that failed had read is read again.
        long rows = Math.Min(all, query.RowsOf(Scan));
        if (rows <= _told)
            return;
        _progress.Add(rows - _told);
        _told = rows;
    }

    private static string Describe(IEnumerable<StageInfo> stages) => string.Join("; ", stages.Select(stage => string.Create(
        CultureInfo.InvariantCulture,
        $"stage {stage.StageId}: {stage.CompletedTaskCount} of {stage.TaskCount} tasks{(stage.FailedTaskCount > 0 ? $", {stage.FailedTaskCount} failed" : "")}")));
}
