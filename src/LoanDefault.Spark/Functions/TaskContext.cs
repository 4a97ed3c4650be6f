namespace LoanDefault.Spark.Functions;

/// <summary>
/// What a function on an executor knows about its task. One object for each function of a task, used by that task's thread
/// alone. A test of a function makes one with the few properties that the function reads.
/// </summary>
public sealed class TaskContext
{
    private List<byte[]> _accumulatorUpdates = [];
    private object? _kept;

    /// <summary>The stage's number, from 0.</summary>
    public int StageId { get; init; }

    /// <summary>The partition's number within the stage, from 0.</summary>
    public int PartitionId { get; init; }

    /// <summary>How often this partition failed before, 0 at first.</summary>
    public int AttemptNumber { get; init; }

    /// <summary>A number that no other attempt of any task of the application has.</summary>
    public long TaskAttemptId { get; init; }

    /// <summary>How many cores Spark gave the task (<c>spark.task.cpus</c>), at least 1.</summary>
    public int Cpus { get; init; } = 1;

    /// <summary>The JSON that the driver gave with the function, or null.</summary>
    public string? Argument { get; init; }

    /// <summary>Set when Spark kills the task. A function that computes for long without reading its input should look at it.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>The folder on this executor where files lie that the driver added (<c>SparkContext.AddFile</c>, <c>--files</c>).</summary>
    public string SparkFilesDirectory { get; init; } = "";

    /// <summary>The session's time zone, such as <c>Etc/UTC</c>. Timestamps themselves are UTC microseconds whatever it says.</summary>
    public string SessionTimeZone { get; init; } = "UTC";

    /// <summary>The driver's Spark version.</summary>
    public Version SparkVersion { get; init; } = new(0, 0);

    /// <summary>What the driver broadcast to this function, by the id that the driver got.</summary>
    public IReadOnlyDictionary<long, TaskBroadcast> Broadcasts { get; init; } = new Dictionary<long, TaskBroadcast>();

    /// <summary>Updates that go to the driver's accumulator when the task succeeds, in the order of the calls.</summary>
    internal IReadOnlyList<byte[]> AccumulatorUpdates => _accumulatorUpdates;

    /// <summary>
    /// Sends bytes to the accumulator that the driver attached to the function; without one Spark drops them. They arrive only
    /// when the task succeeds; a stage that is computed again sends them again.
    /// </summary>
    /// <param name="update">Any bytes; copied.</param>
    public void AddAccumulatorUpdate(ReadOnlySpan<byte> update) => _accumulatorUpdates.Add(update.ToArray());

    /// <summary>
    /// What a vectorised function keeps from batch to batch, such as buffers or something costly to open. One object for each
    /// function of a task.
    /// </summary>
    /// <typeparam name="T">Its class; disposed with the task when it is <see cref="IDisposable"/>.</typeparam>
    /// <param name="make">Makes it when the function asks for the first time.</param>
    public T Keep<T>(Func<TaskContext, T> make)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(make);
        return (T)(_kept ??= make(this));
    }

    /// <summary>Disposes what the function kept.</summary>
    internal void Forget()
    {
        (_kept as IDisposable)?.Dispose();
        _kept = null;
    }

    /// <summary>The same task for another function of it: only the argument differs.</summary>
    internal TaskContext ForArgument(string? argument) => new()
    {
        StageId = StageId,
        PartitionId = PartitionId,
        AttemptNumber = AttemptNumber,
        TaskAttemptId = TaskAttemptId,
        Cpus = Cpus,
        Argument = argument,
        CancellationToken = CancellationToken,
        SparkFilesDirectory = SparkFilesDirectory,
        SessionTimeZone = SessionTimeZone,
        SparkVersion = SparkVersion,
        Broadcasts = Broadcasts,
        _accumulatorUpdates = _accumulatorUpdates,
    };
}
