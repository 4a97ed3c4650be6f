using System.Collections.Concurrent;
using System.Text.Json;

namespace LoanDefault.Spark.Scoring.Tasks;

/// <summary>
/// What one task of Spark spent on features so far: the sum over all evaluations in it, so that a plan that computes them twice
/// shows. It travels with the rows, in the column <see cref="FeatureColumns.Work"/>, and so counts exactly when they do.
/// </summary>
internal sealed class FeatureWork
{
    private static readonly ConcurrentDictionary<long, FeatureWork> Running = new();

    private readonly long _task;
    private long _rows;
    private long _nanoseconds;

    private FeatureWork(long task) => _task = task;

    /// <summary>The work of a task of this process.</summary>
    /// <param name="taskAttemptId">The attempt's number.</param>
    public static FeatureWork Of(long taskAttemptId) => Running.GetOrAdd(taskAttemptId, id => new FeatureWork(id));

    /// <summary>Adds a batch and tells the sum.</summary>
    /// <param name="rows">Rows whose features were computed.</param>
    /// <param name="nanoseconds">Processor time.</param>
    public FeatureWorkSum Add(int rows, long nanoseconds) =>
        new(Interlocked.Add(ref _rows, rows), Interlocked.Add(ref _nanoseconds, nanoseconds));

    /// <summary>Forgets the task, which has ended.</summary>
    public void End() => Running.TryRemove(_task, out _);
}

/// <summary>A sum of <see cref="FeatureWork"/>.</summary>
/// <param name="Rows">Rows whose features were computed.</param>
/// <param name="Nanoseconds">Processor time, in the units of <c>ThreadTime</c>.</param>
internal readonly record struct FeatureWorkSum(long Rows, long Nanoseconds)
{
    /// <summary>As JSON.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this);

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static FeatureWorkSum Parse(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize<FeatureWorkSum>(json);
}
