using LoanDefault.Core.Errors;
using LoanDefault.Spark.Functions;
using LoanDefault.Spark.Worker.Wire;

namespace LoanDefault.Spark.Worker.Tasks;

/// <summary>Serves the tasks of one connection: description in, rows in, function, rows out, end.</summary>
internal sealed class TaskRunner(WireInput input, WireOutput output, TimeProvider time, DateTimeOffset booted, CancellationToken cancellation)
{
    /// <summary>The last task left the connection where the next one starts.</summary>
    public bool CanServeNext { get; private set; }

    // Spark closed the connection or killed the task: what goes wrong then is only how the function notices.
    private bool IsAbandoned => input.IsPeerGone || output.IsPeerGone || cancellation.IsCancellationRequested;

    /// <summary>Serves one task.</summary>
    /// <param name="describe">Reads the description; null: Spark has no task.</param>
    /// <param name="broadcasts">What the connection knows of broadcasts.</param>
    /// <returns>The first line of the failure that Spark was told, or null.</returns>
    public string? Run(Func<TaskDescription?> describe, BroadcastRegistry broadcasts)
    {
        CanServeNext = false;
        var reply = new TaskReply(output);
        try
        {
            if (describe() is { } task)
                Run(task, broadcasts, reply);
            return null;
        }
        catch (Exception) when (IsAbandoned)
        {
            return null;
        }
        catch (Exception exception)
        {
            // The edge between Spark and functions that may throw anything.
            reply.Fail(FailureText.Of(exception));
            return FailureText.FirstLine(exception);
        }
    }

    private void Run(TaskDescription task, BroadcastRegistry broadcasts, TaskReply reply)
    {
        ITaskBody body = Prepare(task, broadcasts);
        DateTimeOffset prepared = time.GetUtcNow();
        using var batches = new InputBatches(input, body.UnwrapsInput);
        body.Run(batches, reply);
        if (IsAbandoned)
            return;
        batches.ThrowIfFailed();
        reply.Complete(task.Version, new TaskTimes(booted, prepared, time.GetUtcNow()), body.AccumulatorUpdates);
        // Rows that the function did not want are still on their way: the next task could not be told from them.
        bool isAtEnd = batches.IsDrained && input.ReadInt32() == Marker.EndOfStream;
        reply.EndTask(isAtEnd);
        CanServeNext = isAtEnd;
    }

    private ITaskBody Prepare(TaskDescription task, BroadcastRegistry broadcasts)
    {
        var context = new TaskContext
        {
            StageId = task.Identity.StageId,
            PartitionId = task.Identity.PartitionId,
            AttemptNumber = task.Identity.AttemptNumber,
            TaskAttemptId = task.Identity.TaskAttemptId,
            Cpus = task.Identity.Cpus,
            CancellationToken = cancellation,
            SparkFilesDirectory = task.FilesDirectory,
            SessionTimeZone = task.SessionTimeZone,
            SparkVersion = task.Version.Spark,
            Broadcasts = broadcasts.Snapshot(),
        };
        return task switch
        {
            { EvalType: EvalType.MapInArrow, Calls: [{ Commands: [var command] }] } => new MapTask(FunctionReference.Parse(command), context),
            { EvalType: EvalType.Scalar, Calls.Count: > 0 } => new VectorTask(task.Calls, context),
            _ => throw new WrongUseException(
                $"Spark calls {task.Calls.Count} function(s) in its way {task.EvalType}: C# functions run as maps over batches ({EvalType.MapInArrow}) or vectorised ({EvalType.Scalar})"),
        };
    }
}
