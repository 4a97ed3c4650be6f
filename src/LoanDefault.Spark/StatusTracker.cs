using LoanDefault.Spark.Gateway;

namespace LoanDefault.Spark;

/// <summary>Progress of jobs and stages. Spark updates the numbers a few times a second, so they can lag.</summary>
public sealed class StatusTracker
{
    private readonly JavaObject _tracker;

    internal StatusTracker(JavaObject tracker)
    {
        _tracker = tracker;
    }

    /// <summary>The ids of a group's jobs that Spark remembers, in no order; null: of those in no group.</summary>
    public IReadOnlyList<int> GetJobIdsForGroup(string? groupId) => Ids(_tracker.Call<JavaObject>("getJobIdsForGroup", groupId));

    /// <summary>The ids of the running jobs.</summary>
    public IReadOnlyList<int> GetActiveJobIds() => Ids(_tracker.Call<JavaObject>("getActiveJobIds"));

    /// <summary>The ids of the running stages.</summary>
    public IReadOnlyList<int> GetActiveStageIds() => Ids(_tracker.Call<JavaObject>("getActiveStageIds"));

    /// <summary>One job, or null when Spark does not know it or has forgotten it.</summary>
    public JobInfo? GetJobInfo(int jobId)
    {
        using JavaObject? job = _tracker.Call<JavaObject?>("getJobInfo", jobId);
        if (job is null)
            return null;
        using JavaObject status = job.Call<JavaObject>("status");
        return new JobInfo(jobId, Ids(job.Call<JavaObject>("stageIds")), status.Call<string>("toString"));
    }

    /// <summary>One stage, or null when Spark does not know it or has forgotten it.</summary>
    public StageInfo? GetStageInfo(int stageId)
    {
        using JavaObject? stage = _tracker.Call<JavaObject?>("getStageInfo", stageId);
        return stage is null
            ? null
            : new StageInfo(
                stageId, stage.Call<string>("name"), stage.Call<int>("numTasks"), stage.Call<int>("numActiveTasks"),
                stage.Call<int>("numCompletedTasks"), stage.Call<int>("numFailedTasks"));
    }

    private static int[] Ids(JavaObject array)
    {
        using (array)
            return array.Gateway.ReadArray<int>(array);
    }
}

/// <summary>One job.</summary>
/// <param name="JobId">Its number.</param>
/// <param name="StageIds">Its stages.</param>
/// <param name="Status">RUNNING, SUCCEEDED, FAILED or UNKNOWN.</param>
public sealed record JobInfo(int JobId, IReadOnlyList<int> StageIds, string Status);

/// <summary>One stage: tasks that run side by side.</summary>
/// <param name="StageId">Its number.</param>
/// <param name="Name">What started it, as Spark names it.</param>
/// <param name="TaskCount">How many tasks it has.</param>
/// <param name="ActiveTaskCount">How many run.</param>
/// <param name="CompletedTaskCount">How many have succeeded.</param>
/// <param name="FailedTaskCount">How many attempts have failed.</param>
public sealed record StageInfo(int StageId, string Name, int TaskCount, int ActiveTaskCount, int CompletedTaskCount, int FailedTaskCount);
