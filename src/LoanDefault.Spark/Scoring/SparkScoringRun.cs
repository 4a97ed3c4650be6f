using LoanDefault.Core.Applications;
using LoanDefault.Core.Decisions;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Pipeline;
using LoanDefault.Spark.Gateway;
using LoanDefault.Spark.Hadoop;
using LoanDefault.Spark.Scoring.Input;
using LoanDefault.Spark.Sql;
using LoanDefault.Tables.Publishing;
using LoanDefault.Tables.Runs;
using LoanDefault.Tables.Stores;
using Serilog;

namespace LoanDefault.Spark.Scoring;

/// <summary>
/// A scoring run on Spark: look at the input and at what is published, find duplicates, score every row once on the
/// executors, audit the staged files, publish. One instance a run.
/// </summary>
/// <param name="session">The session; its settings for SQL are changed.</param>
/// <param name="request">What to do.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Takes what happens.</param>
public sealed class SparkScoringRun(SparkSession session, ScoringRequest request, TimeProvider time, ILogger log)
{
    // Rows of a batch that crosses to C#: four of Core's.
    private const string RowsABatch = "8192";

    /// <summary>The plan that measures faster; docs/decisions/spark-job.md has the figures.</summary>
    public const FeaturePlan DefaultFeaturePlan = FeaturePlan.Fused;

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["spark.sql.session.timeZone"] = "UTC",
        ["spark.sql.execution.arrow.maxRecordsPerBatch"] = RowsABatch,
        // Folders named key=value give texts, as in every host.
        ["spark.sql.sources.partitionColumnTypeInference.enabled"] = "false",
        ["spark.sql.parquet.outputTimestampType"] = "TIMESTAMP_MICROS",
        ["spark.sql.parquet.compression.codec"] = "snappy",
        // Scored, quarantined and totals are written side by side rather than sorted first.
        ["spark.sql.maxConcurrentOutputFileWriters"] = "3",
        ["spark.sql.ansi.enabled"] = "false",
        ["spark.sql.caseSensitive"] = "false",
    };

    private readonly SummaryBuilder _summary = new(request, time);

    /// <summary>How features and scores are computed; the published bits are the same.</summary>
    public FeaturePlan FeaturePlan { get; init; } = DefaultFeaturePlan;

    /// <summary>The figures, as far as the run came; also after it failed.</summary>
    public RunSummary Summary => _summary.Build();

    /// <summary>Runs to the end.</summary>
    /// <param name="progress">Hears of phases and rows.</param>
    /// <param name="cancellation">Stops the run: its jobs are cancelled, and nothing is published.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="WrongUseException">The executors cannot run the worker, or it is of another build.</exception>
    /// <exception cref="BadInputException">The input cannot be read, or the output not be written.</exception>
    /// <exception cref="GateRefusedException">Too many rows are quarantined, there are too few, or the audit failed.</exception>
    /// <exception cref="PublishConflictException">Another run is published for the date.</exception>
    /// <exception cref="ClusterUnavailableException">The cluster's file system does not answer.</exception>
    /// <exception cref="TaskFailedException">Our own code failed on an executor: a bug.</exception>
    /// <exception cref="SparkException">A job of Spark failed.</exception>
    /// <exception cref="GatewayException">Spark went away.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public RunSummary Run(IRunProgress progress, CancellationToken cancellation)
    {
        try
        {
            return RunOnSpark(progress, cancellation);
        }
        catch (SparkException failure) when (TaskFailure.Explain(failure) is { } explained)
        {
            throw explained;
        }
        catch (SparkException failure) when (!cancellation.IsCancellationRequested && session.SparkContext.IsStopped)
        {
            throw GatewayException.Stopped(failure);
        }
        catch (SparkException failure) when (HadoopProblem.Of(failure) is { } problem)
        {
            throw problem.ToException(failure);
        }
    }

    private RunSummary RunOnSpark(IRunProgress progress, CancellationToken cancellation)
    {
        var clock = new PhaseClock(time, progress);
        _summary.Clock = clock;
        RuntimeConfig settings = session.Conf();
        foreach ((string key, string value) in Settings)
            settings.Set(key, value);
        SparkRunPlan plan = clock.Measure(RunPhase.Plan, "looking at the input", null, () => Plan(cancellation));
        using var store = plan.Store as IDisposable;
        if (plan.Published.Outcome == PublishOutcome.AlreadyDone)
            return _summary.AlreadyDone(plan.Published);
        using IDisposable held = new RunLock(plan.Store, time, log).Take(request.BusinessDate, cancellation);
        plan = plan with { Published = plan.Publisher.Plan(plan.Published.Intent) };
        if (plan.Published.Outcome == PublishOutcome.AlreadyDone)
            return _summary.AlreadyDone(plan.Published);
        using StagingArea staging = plan.Publisher.OpenStaging(plan.Published);
        var scoring = new SparkStagedScoring(session, request, plan, staging, FeaturePlan, clock, progress, log);
        (StagedTable scored, StagedTable quarantine) = Score(scoring, plan.Input, cancellation);
        // A Spark that a signal ended has stopped the run too, whoever it was that the signal reached.
        _ = session.SparkContext.Master;
        cancellation.ThrowIfCancellationRequested();
        PublishResult published = clock.Measure(
            RunPhase.Publish, "publishing", null, () => plan.Publisher.Publish(staging, scored, quarantine, _summary.Figures()));
        return _summary.Published(published);
    }

    private (StagedTable Scored, StagedTable Quarantine) Score(SparkStagedScoring scoring, SparkInput input, CancellationToken cancellation)
    {
        try
        {
            return scoring.Run(_summary, cancellation);
        }
        catch (SparkException failure) when (DamagedFile.IsSuspected(failure) && !cancellation.IsCancellationRequested)
        {
            if (DamagedFile.Find(session, input, cancellation) is { } damaged)
                throw damaged;
            throw;
        }
    }

    private SparkRunPlan Plan(CancellationToken cancellation)
    {
        // Here rather than on every executor.
        request.Model.CheckScorer(request.Scorer);
        ApplicationContract contract = request.EffectiveContract;
        SparkInput input = SparkInput.Open(session, request.Input, cancellation);
        var planner = new SparkInputPlanner(session, input, contract, request.GenerateIds);
        IReadOnlyList<SparkLayout> layouts = planner.Plan();
        var key = new RunKeyParts(
            request.BusinessDate,
            request.Model.Hash,
            ContractFile.HashWithDelivery(contract),
            DecisionPolicyFile.Hash(request.EffectiveDecisions),
            RunInputs.Hash(input.Files.Select(f => new InputFile(f.RelativePath, f.Entry.ByteLength, f.Sha256))));
        _summary.Planned(key, input.Files.Count, planner.UnknownColumns, new("spark", session.Version()));
        log.InputFound(input.Path, input.Files.Count, input.RowCount, planner.UnknownColumns.Count);
        IReadOnlyList<AbsentColumn> absent = AbsentColumn.Find(contract, request.Model.FeatureSet, planner.FileColumns);
        _summary.ColumnsAbsent(absent);
        if (absent.Count > 0)
            log.ColumnsAbsent(absent.Count, absent.Select(c => c.Describe(input.Files.Count)));
        (IFileStore store, Func<string, string> fullPath) = OpenStore();
        var publisher = new TablePublisher(store, new SparkCheckpointReader(session, fullPath), time, log);
        PublishPlan published = publisher.Plan(new PublishIntent(key, _summary.RunId, request.Supersede));
        if (published.Outcome != PublishOutcome.AlreadyDone)
            RunGates.CheckColumns(request, absent, input.Files.Count);
        return new SparkRunPlan(input, layouts, store, fullPath, publisher, published, new RunIdentity(key.RunKey, _summary.RunId, _summary.StartedAt));
    }

    // Hadoop's rename on a local disk is a check and then an act, so there the embedded engine's own store publishes.
    private (IFileStore Store, Func<string, string> FullPath) OpenStore()
    {
        var output = HadoopFiles.Open(session, request.Output, "--output");
        if (output.LocalPath is { } path)
        {
            output.Dispose();
            var local = new LocalFileStore(path);
            return (local, relative => "file://" + local.FullPath(relative));
        }

        _summary.OutputFound(output.Qualified);
        var store = new HadoopFileStore(output);
        return (store, store.FullPath);
    }
}

/// <summary>What is known before the first row is read.</summary>
/// <param name="Input">The input's files.</param>
/// <param name="Layouts">How they are read.</param>
/// <param name="Store">The output folder.</param>
/// <param name="FullPath">A path in the store as Spark names it.</param>
/// <param name="Publisher">The tables in it.</param>
/// <param name="Published">What is to be done there.</param>
/// <param name="Identity">What the rows say of the run.</param>
internal sealed record SparkRunPlan(
    SparkInput Input, IReadOnlyList<SparkLayout> Layouts, IFileStore Store, Func<string, string> FullPath, TablePublisher Publisher,
    PublishPlan Published, RunIdentity Identity);
