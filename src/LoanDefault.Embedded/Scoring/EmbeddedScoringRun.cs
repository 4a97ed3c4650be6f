using LoanDefault.Core.Applications;
using LoanDefault.Core.Decisions;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Pipeline;
using LoanDefault.Core.Scoring;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Input;
using LoanDefault.Embedded.Native;
using LoanDefault.Embedded.Scan;
using LoanDefault.Tables.Errors;
using LoanDefault.Tables.Publishing;
using LoanDefault.Tables.Runs;
using LoanDefault.Tables.Stores;
using Serilog;

namespace LoanDefault.Embedded.Scoring;

/// <summary>
/// A scoring run on this machine: look at the input and at what is published, find duplicates, score every row once,
/// audit the staged files, publish. One instance a run.
/// </summary>
/// <param name="request">What to do.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Takes what happens.</param>
public sealed class EmbeddedScoringRun(EmbeddedScoringRequest request, TimeProvider time, ILogger log)
{
    private readonly SummaryBuilder _summary = new(request, time);

    /// <summary>The figures, as far as the run came; also after it failed.</summary>
    public RunSummary Summary => _summary.Build();

    /// <summary>Runs to the end.</summary>
    /// <param name="progress">Hears of phases and rows.</param>
    /// <param name="cancellation">Stops the run: nothing is published, and nothing is left behind.</param>
    /// <returns>The figures.</returns>
    /// <exception cref="BadInputException">The input cannot be read, or the output not be written.</exception>
    /// <exception cref="GateRefusedException">Too many rows are quarantined, there are too few, or the audit failed.</exception>
    /// <exception cref="PublishConflictException">Another run is published for the date.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public RunSummary Run(IRunProgress progress, CancellationToken cancellation)
    {
        var clock = new PhaseClock(time, progress);
        _summary.Clock = clock;
        try
        {
            using DuckDbDatabase database = OpenEngine();
            using DuckDbConnection connection = database.Connect();
            RunPlan plan = clock.Measure(RunPhase.Plan, "looking at the input", null, () => Plan(connection, cancellation));
            if (plan.Published.Outcome == PublishOutcome.AlreadyDone)
                return _summary.AlreadyDone(plan.Published);
            using IDisposable held = new RunLock(plan.Store, time, log).Take(request.BusinessDate, cancellation);
            plan = plan with { Published = plan.Publisher.Plan(plan.Published.Intent) };
            if (plan.Published.Outcome == PublishOutcome.AlreadyDone)
                return _summary.AlreadyDone(plan.Published);
            using StagingArea staging = plan.Publisher.OpenStaging(plan.Published);
            using var workspace = new Workspace(request, plan.Store, staging);
            connection.Execute($"SET temp_directory = {Sql.Literal(workspace.TemporaryFolder)}");
            using ModelScorer scorer = request.Model.CreateScorer(request.Scorer);
            log.ScorerChosen(scorer.Report);
            var scoring = new StagedScoring(request, plan, workspace, connection, clock, progress, scorer, log);
            StagedRun staged = scoring.Run(_summary, cancellation);
            cancellation.ThrowIfCancellationRequested();
            PublishResult published = clock.Measure(
                RunPhase.Publish, "publishing", null,
                () => plan.Publisher.Publish(staging, staged.Scored, staged.Quarantine, _summary.Figures()));
            return _summary.Published(published);
        }
        catch (Exception e) when (e is DuckDbException { IsDiskFull: true } || FullDisk.IsCauseOf(e))
        {
            throw new StoreException("write to", request.Output, $"{FullDisk.Problem}: {FullDisk.Advice}", e);
        }
        catch (DuckDbException e) when (e.ErrorType == DuckDbErrorType.OutOfMemory)
        {
            throw new WrongUseException($"the engine needs more than the {request.MemoryLimitBytes >> 20} MiB that it may use: raise --memory-limit, or lower --threads", e);
        }
        catch (Exception e) when (e is not LoanDefaultException and not OperationCanceledException)
        {
            log.RunFailed(e, _summary.RunId);
            throw;
        }
    }

    private DuckDbDatabase OpenEngine() => DuckDbDatabase.Open(new DuckDbOptions
    {
        MemoryLimitBytes = request.MemoryLimitBytes,
        TemporaryFolder = request.TemporaryFolder ?? Path.GetFullPath(request.Output),
        Threads = request.Threads,
    });

    private RunPlan Plan(DuckDbConnection connection, CancellationToken cancellation)
    {
        ApplicationContract contract = request.EffectiveContract;
        InputTable input = InputTable.Open(request.Input, contract.Csv, connection, cancellation);
        var purpose = new ScanPurpose { NeedsId = true, GeneratesMissingIds = request.GenerateIds };
        ScanPlan scan = new ScanPlanner(input, contract, purpose).Plan(connection);
        var key = new RunKeyParts(
            request.BusinessDate,
            request.Model.Hash,
            ContractFile.HashWithDelivery(contract),
            DecisionPolicyFile.Hash(request.EffectiveDecisions),
            RunInputs.Hash(input.Files.Select(f => new InputFile(f.RelativePath, f.ByteLength, f.Sha256))));
        _summary.Planned(key, input.Files.Count, scan.UnknownColumns, new("duckdb", DuckDbDatabase.LibraryVersion));
        log.InputFound(input.Path, input.Files.Count, input.RowCount, scan.UnknownColumns.Count);
        IReadOnlyList<AbsentColumn> absent = FindAbsent(input);
        var store = new LocalFileStore(request.Output);
        var publisher = new TablePublisher(store, new CheckpointReader(store), time, log);
        PublishPlan plan = publisher.Plan(new PublishIntent(key, _summary.RunId, request.Supersede));
        if (plan.Outcome != PublishOutcome.AlreadyDone)
            RunGates.CheckColumns(request, absent, input.Files.Count);
        return new RunPlan(scan, store, publisher, plan, new RunIdentity(key.RunKey, _summary.RunId, _summary.StartedAt));
    }

    private IReadOnlyList<AbsentColumn> FindAbsent(InputTable input)
    {
        IReadOnlyList<AbsentColumn> absent = AbsentColumn.Find(
            request.EffectiveContract, request.Model.FeatureSet, input.Files.Select(f => f.Columns.Select(c => c.Name)));
        _summary.ColumnsAbsent(absent);
        if (absent.Count > 0)
            log.ColumnsAbsent(absent.Count, absent.Select(c => c.Describe(input.Files.Count)));
        return absent;
    }
}

/// <summary>What is known before the first row is read.</summary>
/// <param name="Scan">How the input is read.</param>
/// <param name="Store">The output folder.</param>
/// <param name="Publisher">The tables in it.</param>
/// <param name="Published">What is to be done there.</param>
/// <param name="Identity">What the rows say of the run.</param>
internal sealed record RunPlan(
    ScanPlan Scan, LocalFileStore Store, TablePublisher Publisher, PublishPlan Published, RunIdentity Identity);

/// <summary>What is ready to be published.</summary>
/// <param name="Scored">Files of the table <c>scored</c>.</param>
/// <param name="Quarantine">Files of the table <c>quarantine</c>.</param>
internal sealed record StagedRun(StagedTable Scored, StagedTable Quarantine);
