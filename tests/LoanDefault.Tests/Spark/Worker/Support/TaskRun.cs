using LoanDefault.Spark.Worker.Tasks;
using LoanDefault.Spark.Worker.Wire;

namespace LoanDefault.Tests.Spark.Worker.Support;

/// <summary>Runs tasks over bytes in memory.</summary>
internal static class TaskRun
{
    /// <summary>Longs behind TIMING in a release, spilled bytes included.</summary>
    public static int TimingCount(string release) => new Version(release) >= new Version(4, 2) ? 6 : 5;

    /// <summary>Serves tasks as long as the runner can.</summary>
    public static (byte[] Answer, List<string?> Failures) Serve(byte[] bytes, CancellationToken cancellation = default) =>
        Serve(new MemoryStream(bytes), new MemoryStream(), cancellation);

    public static (byte[] Answer, List<string?> Failures) Serve(Stream from, MemoryStream to, CancellationToken cancellation = default)
    {
        var output = new WireOutput(to);
        var input = new WireInput(from, output.Flush);
        var broadcasts = new BroadcastRegistry(_ => throw new InvalidOperationException());
        var descriptions = new TaskDescriptionReader(input, broadcasts);
        var runner = new TaskRunner(input, output, TimeProvider.System, DateTimeOffset.UnixEpoch, cancellation);
        var failures = new List<string?>();
        do
        {
            if (!input.TryReadInt32(out int first))
                break;
            failures.Add(runner.Run(() => descriptions.Read(first), broadcasts));
        }
        while (runner.CanServeNext);
        return (to.ToArray(), failures);
    }

    /// <summary>Serves one task and reads its answer.</summary>
    public static WorkerReply Of(SparkTask task, byte[] rows)
    {
        byte[] bytes = [.. task.Describe(), .. rows, .. new SparkWriter().Int32(-4).ToArray()];
        return new WorkerReply(Serve(bytes).Answer).Read(TimingCount(task.Release));
    }
}
