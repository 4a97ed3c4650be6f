using LoanDefault.Core.Errors;
using LoanDefault.Core.Pipeline;
using LoanDefault.Embedded.Scoring;
using LoanDefault.Spark.Scoring;
using LoanDefault.Spark.Sql;
using LoanDefault.Tables.Runs;
using Serilog;

namespace LoanDefault.Cli.Commands;

/// <summary>What carries out a scoring run.</summary>
internal interface IScoringHost : IDisposable
{
    /// <summary>The figures, as far as the run came; also after it failed.</summary>
    RunSummary Summary { get; }

    /// <summary>Runs to the end.</summary>
    RunSummary Run(IRunProgress progress, CancellationToken cancellation);
}

/// <summary>DuckDB in this process.</summary>
internal sealed class EmbeddedHost(EmbeddedScoringRequest request, TimeProvider time, ILogger log) : IScoringHost
{
    private readonly EmbeddedScoringRun _run = new(request, time, log);

    /// <inheritdoc/>
    public RunSummary Summary => _run.Summary;

    /// <inheritdoc/>
    public RunSummary Run(IRunProgress progress, CancellationToken cancellation) => _run.Run(progress, cancellation);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}

/// <summary>The Spark that started this process, or one that is started from SPARK_HOME and ends with the run.</summary>
/// <param name="request">What to do.</param>
/// <param name="features">Where features are computed; null for the faster.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Takes what happens.</param>
/// <param name="started">Called when Spark is there: from now on a stop takes as long as Spark's jobs take to be cancelled.</param>
internal sealed class SparkHost(ScoringRequest request, FeaturePlan? features, TimeProvider time, ILogger log, Action started) : IScoringHost
{
    private readonly SummaryBuilder _beforeSpark = new(request, time);
    private SparkSession? _session;
    private SparkScoringRun? _run;

    /// <inheritdoc/>
    public RunSummary Summary => _run?.Summary ?? _beforeSpark.Build();

    /// <inheritdoc/>
    public RunSummary Run(IRunProgress progress, CancellationToken cancellation)
    {
        progress.Begin("waiting for Spark");
        _session = SparkSession.Builder().AppName($"loandefault score {request.BusinessDate:yyyy-MM-dd}").GetOrCreate();
        started();
        cancellation.ThrowIfCancellationRequested();
        _run = new SparkScoringRun(_session, request, time, log) { FeaturePlan = features ?? SparkScoringRun.DefaultFeaturePlan };
        using var stop = new CancellationTokenSource();
        using CancellationTokenRegistration asked = cancellation.Register(() => Task.Run(() => StopQuietly(stop), CancellationToken.None));
        return _run.Run(progress, stop.Token);
    }

    // Spark tells of each task that is cancelled, with its stack; nobody who pressed Ctrl-C wants to read it.
    private void StopQuietly(CancellationTokenSource stop)
    {
        try
        {
            _session!.SparkContext.SetLogLevel("OFF");
        }
        catch (LoanDefaultException)
        {
            // Spark has gone, or is on its way: what counts is that the run stops.
        }
        Cancel(stop);
    }

    private static void Cancel(CancellationTokenSource stop)
    {
        try
        {
            stop.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The run has ended in the meantime.
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _session?.Stop();
}
