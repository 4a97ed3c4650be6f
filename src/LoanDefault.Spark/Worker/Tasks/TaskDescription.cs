using LoanDefault.Spark.Worker.Wire;

namespace LoanDefault.Spark.Worker.Tasks;

/// <summary>What Spark says about a task before its rows.</summary>
/// <param name="Version">The layout of this description and of the reply.</param>
/// <param name="Identity">Which task it is.</param>
/// <param name="FilesDirectory">The folder of files that the driver added.</param>
/// <param name="EvalType">How the functions are called.</param>
/// <param name="RunnerSettings">Spark settings that concern functions, such as the session's time zone.</param>
/// <param name="Calls">The functions with their arguments, in the order of the result columns.</param>
internal sealed record TaskDescription(
    ProtocolVersion Version,
    TaskIdentity Identity,
    string FilesDirectory,
    int EvalType,
    IReadOnlyDictionary<string, string> RunnerSettings,
    IReadOnlyList<FunctionCall> Calls)
{
    /// <summary>The session's time zone; UTC when Spark does not say.</summary>
    public string SessionTimeZone => RunnerSettings.GetValueOrDefault("spark.sql.session.timeZone", "UTC");
}

/// <summary>Which task of which stage.</summary>
/// <param name="StageId">From 0.</param>
/// <param name="PartitionId">From 0.</param>
/// <param name="AttemptNumber">From 0.</param>
/// <param name="TaskAttemptId">Unique in the application.</param>
/// <param name="Cpus">At least 1.</param>
internal readonly record struct TaskIdentity(int StageId, int PartitionId, int AttemptNumber, long TaskAttemptId, int Cpus);

/// <summary>One result column.</summary>
/// <param name="ArgumentColumns">The input columns that the first function takes, by position.</param>
/// <param name="Commands">The functions, each over the result of the one before it.</param>
internal sealed record FunctionCall(IReadOnlyList<int> ArgumentColumns, IReadOnlyList<byte[]> Commands);
