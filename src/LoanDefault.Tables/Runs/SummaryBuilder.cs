using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using LoanDefault.Core.Pipeline;
using LoanDefault.Tables.Publishing;

namespace LoanDefault.Tables.Runs;

/// <summary>Collects a run's figures while it goes.</summary>
public sealed class SummaryBuilder
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly TimeSpan _startProcessor = Environment.CpuUsage.TotalTime;
    private RunSummary _summary;
    private IWorkFigures? _work;

    /// <summary>Begins a run.</summary>
    /// <param name="request">What it is asked to do.</param>
    /// <param name="time">The clock.</param>
    public SummaryBuilder(ScoringRequest request, TimeProvider time)
    {
        _time = time;
        _start = time.GetTimestamp();
        StartedAt = time.GetUtcNow();
        RunId = RunIdentity.NewRunId(StartedAt);
        _summary = new RunSummary
        {
            BusinessDate = request.BusinessDate,
            RunId = RunId,
            ModelName = request.Model.Manifest.Name,
            ModelVersion = request.Model.Manifest.Version,
            ModelHash = request.Model.Hash,
        };
    }

    /// <summary>Identifies the execution.</summary>
    public string RunId { get; }

    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>The phases.</summary>
    public PhaseClock? Clock { get; set; }

    /// <summary>The input was looked at.</summary>
    /// <param name="key">What decides the result.</param>
    /// <param name="inputFiles">Input files.</param>
    /// <param name="unknownColumns">Columns of the input that the contract does not mention.</param>
    /// <param name="engine">The engine's name and version.</param>
    public void Planned(RunKeyParts key, int inputFiles, IReadOnlyList<string> unknownColumns, KeyValuePair<string, string> engine) => _summary = _summary with
    {
        RunKey = key.RunKey,
        InputFiles = inputFiles,
        UnknownColumns = unknownColumns,
        Versions = new Dictionary<string, string>
        {
            ["loandefault"] = typeof(SummaryBuilder).Assembly.GetName().Version?.ToString(3) ?? "",
            [engine.Key] = engine.Value,
            ["dotnet"] = Environment.Version.ToString(),
        },
    };

    /// <summary>The files' columns were compared with the contract's.</summary>
    /// <param name="columns">Columns of the contract that whole files lack.</param>
    public void ColumnsAbsent(IReadOnlyList<AbsentColumn> columns) => _summary = _summary with { AbsentColumns = columns };

    /// <summary>The tables are in a cluster.</summary>
    /// <param name="uri">Their folder as it names it.</param>
    public void OutputFound(string uri) => _summary = _summary with { OutputUri = uri };

    /// <summary>The host has several ways to compute features and takes one.</summary>
    /// <param name="name">Its name, as it is given on the command line.</param>
    public void FeaturesPlanned(string name) => _summary = _summary with { FeaturePlan = name };

    /// <summary>The ids of so many rows were looked at; not more is known of them.</summary>
    /// <param name="rows">Rows; 0 when none had to be read.</param>
    public void IdsRead(long rows) => _summary = _summary with { RowsRead = rows > 0 ? rows : null };

    /// <summary>Every row was scored.</summary>
    /// <param name="totals">The rows' figures.</param>
    /// <param name="work">What it took.</param>
    /// <param name="scorer">What ran the model; null when nothing did.</param>
    public void Scanned(RunTotals totals, IWorkFigures work, ScorerFigures? scorer)
    {
        _work = work;
        _summary = _summary with
        {
            RowsRead = totals.RowsRead,
            Rows = Figures(totals),
            Scorer = scorer,
            Versions = new Dictionary<string, string>(_summary.Versions) { ["model_runtime"] = scorer?.Names ?? "" },
        };
    }

    /// <summary>There was nothing to do.</summary>
    /// <param name="plan">What is published.</param>
    public RunSummary AlreadyDone(PublishPlan plan)
    {
        _summary = _summary with
        {
            Outcome = "already_done",
            PublishedRunId = plan.Published?.RunId,
            ScoredVersion = plan.ScoredVersion,
            QuarantineVersion = plan.Published?.QuarantineVersion,
        };
        return Build();
    }

    /// <summary>The run was published.</summary>
    /// <param name="result">As what.</param>
    public RunSummary Published(PublishResult result)
    {
        _summary = _summary with
        {
            Outcome = result.Outcome == PublishOutcome.AlreadyDone ? "already_done" : "published",
            PublishedRunId = result.Outcome == PublishOutcome.AlreadyDone ? null : RunId,
            ScoredVersion = result.ScoredVersion,
            QuarantineVersion = result.QuarantineVersion,
        };
        return Build();
    }

    /// <summary>What the scored commit keeps of the run.</summary>
    public JsonElement Figures() => JsonSerializer.SerializeToElement(_summary.Rows, Json);

    /// <summary>The figures so far.</summary>
    public RunSummary Build()
    {
        using var process = Process.GetCurrentProcess();
        return _summary with { PeakMemoryBytes = process.PeakWorkingSet64, Time = _work is null || Clock is null ? null : Times(Clock) };
    }

    private TimeFigures Times(PhaseClock clock)
    {
        double total = (Environment.CpuUsage.TotalTime - _startProcessor).TotalSeconds;
        return new TimeFigures
        {
            WallSeconds = _time.GetElapsedTime(_start).TotalSeconds,
            CpuSeconds = total,
            Phases = [.. clock.Phases],
            CpuSecondsByShare = _work!.Shares(clock.Phases, total),
            FeatureRows = _work.FeatureRows,
            ModelRows = _work.ModelRows,
        };
    }

    private static RowFigures Figures(RunTotals totals) => new()
    {
        Read = totals.RowsRead,
        Scored = totals.RowsScored,
        Quarantined = totals.RowsQuarantined,
        QuarantinedByRule = totals.QuarantinedByRule,
        ViolationsByReason = totals.ViolationsByReason,
        ByBand = totals.RowsByBand,
        ByDecision = totals.RowsByDecision.ToDictionary(d => d.Key.ToString().ToLowerInvariant(), d => d.Value),
        MissingByFeature = totals.MissingByFeature.Where(f => f.Value > 0).ToDictionary(f => f.Key, f => f.Value),
        MeanProbabilityOfDefault = totals.RowsScored == 0 ? null : totals.MeanProbabilityOfDefault,
        ProbabilitySum = totals.ProbabilitySum,
        PointsSum = totals.PointsSum,
    };
}
