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
internal sealed class SparkHost(ScoringRequest request, FeaturePlan? features, TimeProvider time, ILogger log) : IScoringHost
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
        cancellation.ThrowIfCancellationRequested();
        _run = new SparkScoringRun(_session, request, time, log) { FeaturePlan = features ?? SparkScoringRun.DefaultFeaturePlan };
        return _run.Run(progress, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _session?.Stop();
}
