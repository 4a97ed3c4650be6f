using System.Text.Json;
using LoanDefault.Arrow;
using LoanDefault.Core.Errors;
using LoanDefault.Spark.Functions;

namespace LoanDefault.Spark.Scoring.Tasks;

/// <summary>What executors run over each partition of the applications.</summary>
internal static class ScoreFunction
{
    /// <summary>Scores the rows of a task; the last row out holds its totals.</summary>
    /// <param name="batches">Columns as <see cref="ScoreInput"/> says.</param>
    /// <param name="task">Its argument is a <see cref="ScoreArgument"/>.</param>
    /// <returns>Columns as <see cref="ScoreOutput"/> says.</returns>
    public static IEnumerable<RecordBatch> Score(IEnumerable<RecordBatch> batches, TaskContext task)
    {
        ScoreArgument argument = ScoreArgument.Parse(task.Argument);
        RunBundle bundle = RunBundle.Open(task.Broadcasts[argument.Broadcast], argument.Sha256);
        using var scoring = new ScoreTask(bundle, argument.Layout, argument.TakesFeatures);
        foreach (RecordBatch batch in batches)
        {
            if (batch.Length > 0)
                yield return scoring.Score(batch);
        }

        yield return scoring.Totals();
    }
}

/// <summary>What the driver says to <see cref="ScoreFunction"/>.</summary>
/// <param name="Broadcast">The broadcast that holds the bundle.</param>
/// <param name="Sha256">The bundle's hash.</param>
/// <param name="Layout">The layout of the rows.</param>
/// <param name="TakesFeatures">Whether the last column holds the features.</param>
internal sealed record ScoreArgument(long Broadcast, string Sha256, int Layout, bool TakesFeatures)
{
    /// <summary>As JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="BadInputException">It is something else.</exception>
    public static ScoreArgument Parse(string? json) =>
        json is not null && JsonSerializer.Deserialize<ScoreArgument>(json) is { } argument
            ? argument
            : throw new BadInputException("the scoring function was called without its argument: call it through SparkScoringRun");
}
