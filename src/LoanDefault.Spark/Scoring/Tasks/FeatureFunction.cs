using System.Collections.Concurrent;
using System.Text.Json;
using LoanDefault.Arrow;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Features;
using LoanDefault.Spark.Functions;

namespace LoanDefault.Spark.Scoring.Tasks;

/// <summary>What executors run to compute features as a column: the vectorised function behind <see cref="Features"/>.</summary>
internal static class FeatureFunction
{
    private static readonly ConcurrentDictionary<string, Lazy<FeatureSet>> Opened = new();

    /// <summary>Computes the features of a batch.</summary>
    /// <param name="columns">The columns that the argument names; at least one, as it tells the number of rows.</param>
    /// <param name="task">Its argument is a <see cref="FeatureArgument"/>.</param>
    /// <returns>As many rows; valid until the task's next call.</returns>
    public static StructArray ComputeFeatures(ArrowArray[] columns, TaskContext task) => task.Keep(Open).Compute(columns);

    private static FeatureTask Open(TaskContext task)
    {
        FeatureArgument argument = FeatureArgument.Parse(task.Argument);
        TaskBroadcast broadcast = task.Broadcasts[argument.Broadcast];
        FeatureSet features = Opened.GetOrAdd(argument.Sha256, _ => new Lazy<FeatureSet>(() => Read(broadcast, argument.FeatureSetHash))).Value;
        return new FeatureTask(features, argument.Columns, argument.TellsWork ? FeatureWork.Of(task.TaskAttemptId) : null);
    }

    private static FeatureSet Read(TaskBroadcast broadcast, string hash)
    {
        var features = new FeatureSet(ContractFile.Parse(broadcast.ReadAll().Span, "the broadcast contract"));
        return features.Hash == hash
            ? features
            : throw new BadInputException($"the executor computes feature set {features.Hash}, the driver {hash}: let both run the same build");
    }
}

/// <summary>What the driver says to <see cref="FeatureFunction"/>.</summary>
/// <param name="Broadcast">The broadcast that holds the contract as JSON.</param>
/// <param name="Sha256">What tells such broadcasts apart: their hash.</param>
/// <param name="FeatureSetHash">The hash of the features that the contract makes.</param>
/// <param name="Columns">The contract's position of each column that is passed.</param>
/// <param name="TellsWork">Whether the column <see cref="FeatureColumns.Work"/> comes back too.</param>
internal sealed record FeatureArgument(long Broadcast, string Sha256, string FeatureSetHash, IReadOnlyList<int> Columns, bool TellsWork)
{
    /// <summary>As JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="BadInputException">It is something else.</exception>
    public static FeatureArgument Parse(string? json) =>
        json is not null && JsonSerializer.Deserialize<FeatureArgument>(json) is { } argument
            ? argument
            : throw new BadInputException("the feature function was called without its argument: call it through Features");
}
