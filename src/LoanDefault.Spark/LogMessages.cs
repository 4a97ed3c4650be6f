using Serilog;

namespace LoanDefault.Spark;

/// <summary>Everything that this project logs. No row data, no secrets, no local properties.</summary>
internal static partial class LogMessages
{
    public static void WorkerSecretRefused(this ILogger log, int workerId) =>
        log.Warning("Worker {WorkerId}: the other side does not know the secret; connection closed", workerId);

    public static void WorkerTaskFailed(this ILogger log, int workerId, string failure) =>
        log.Debug("Worker {WorkerId}: the task failed: {Failure}", workerId, failure);

    public static void WorkerConnectionFailed(this ILogger log, int workerId, Exception exception) =>
        log.Error(exception, "Worker {WorkerId}: the connection ended with a failure", workerId);

    public static void WorkerCancelFailed(this ILogger log, int workerId, Exception exception) =>
        log.Warning(exception, "Worker {WorkerId}: a function failed when it was told that its task is cancelled", workerId);

    public static void DaemonCannotAccept(this ILogger log, Exception exception) =>
        log.Fatal(exception, "The daemon can accept no more connections and ends; Spark starts another");
}
