using LoanDefault.Spark.Scoring.Tasks;
using LoanDefault.Tables.Runs;

namespace LoanDefault.Spark.Scoring;

/// <summary>Where the executors' C# time went. What Spark's own JVMs took is not known here and not in it.</summary>
/// <param name="tasks">What the tasks counted.</param>
internal sealed class SparkWorkFigures(IReadOnlyList<TaskTotals> tasks) : IWorkFigures
{
    /// <inheritdoc/>
    public long FeatureRows => tasks.Sum(t => t.FeatureRows);

    /// <inheritdoc/>
    public long ModelRows => tasks.Sum(t => t.ModelRows);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Shares(IReadOnlyList<RunPhase> phases, double totalSeconds) => new Dictionary<string, double>
    {
        ["read"] = tasks.Sum(t => t.ReadSeconds),
        ["features"] = tasks.Sum(t => t.FeatureSeconds),
        ["model"] = tasks.Sum(t => t.ModelSeconds),
        ["write"] = tasks.Sum(t => t.WriteSeconds),
        ["audit"] = 0,
        ["duplicates"] = 0,
        ["other"] = totalSeconds,
    };
}
