namespace LoanDefault.Spark.Worker.Wire;

/// <summary>What differs between Spark's releases in the description of a task and in the reply; docs/spark-worker.md has the table.</summary>
/// <param name="Spark">The release, of a supported line.</param>
internal readonly record struct ProtocolVersion(Version Spark)
{
    /// <summary>The task's context is one JSON text (4.2 on), not a row of binary fields.</summary>
    public bool HasJsonContext => AtLeast(4, 2);

    /// <summary>Port and secret of the barrier server are there for barrier tasks only (4.1), not always (3.5, 4.0).</summary>
    public bool HasBarrierServerOnlyWhenBarrier => AtLeast(4, 1);

    /// <summary>A map of evaluation settings follows the runner's.</summary>
    public bool HasEvaluationSettings => AtLeast(4, 2);

    /// <summary>A flag says whether the task is profiled.</summary>
    public bool HasProfilerFlag => AtLeast(4, 0) && !AtLeast(4, 2);

    /// <summary>Each function has a result id, profiled or not.</summary>
    public bool HasResultIds => AtLeast(4, 2);

    /// <summary>How many times TIMING carries before the two counts of spilled bytes.</summary>
    public int TimingCount => AtLeast(4, 2) ? 4 : 3;

    /// <summary>The runner's settings are sent for this way of calling.</summary>
    public bool HasRunnerSettings(int evalType) => AtLeast(4, 2) || evalType is >= EvalType.FirstArrow or EvalType.ArrowBatched;

    /// <summary>A flag after each argument says whether it has a name.</summary>
    public bool HasNamedFlag(int evalType) => AtLeast(4, 2) || (AtLeast(4, 0) && evalType is not (EvalType.MapInPandas or EvalType.MapInArrow));

    private bool AtLeast(int major, int minor) => Spark >= new Version(major, minor);
}
