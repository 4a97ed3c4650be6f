using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using LoanDefault.Core.Pipeline;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Scan;
using LoanDefault.Tables.Publishing;

namespace LoanDefault.Embedded.Scoring;

/// <summary>Collects a run's figures while it goes.</summary>
internal sealed class SummaryBuilder
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
    private ScanFigures? _scan;

    internal SummaryBuilder(ScoringRequest request, TimeProvider time)
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
    internal string RunId { get; }

    /// <summary>When it began.</summary>
    internal DateTimeOffset StartedAt { get; }

    /// <summary>The phases.</summary>
    internal PhaseClock? Clock { get; set; }

    internal void Planned(ScanPlan scan, RunKeyParts key) => _summary = _summary with
    {
        RunKey = key.RunKey,
        InputFiles = scan.Input.Files.Count,
        UnknownColumns = scan.UnknownColumns,
        Versions = new Dictionary<string, string>
        {
            ["loandefault"] = typeof(SummaryBuilder).Assembly.GetName().Version?.ToString(3) ?? "",
            ["duckdb"] = DuckDbDatabase.LibraryVersion,
            ["dotnet"] = Environment.Version.ToString(),
        },
    };

    internal void Scanned(ScoringScan scan, string scorer)
    {
        _scan = ScanFigures.Of(scan);
        _summary = _summary with
        {
            Rows = Figures(scan.Totals()),
            Versions = new Dictionary<string, string>(_summary.Versions) { ["model_runtime"] = scorer },
        };
    }

    internal RunSummary AlreadyDone(PublishPlan plan)
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

    internal RunSummary Published(PublishResult result)
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
    internal JsonElement Figures() => JsonSerializer.SerializeToElement(_summary.Rows, Json);

    internal RunSummary Build()
    {
        using var process = Process.GetCurrentProcess();
        return _summary with { PeakMemoryBytes = process.PeakWorkingSet64, Time = _scan is null || Clock is null ? null : Times(Clock) };
    }

    private TimeFigures Times(PhaseClock clock)
    {
        double total = (Environment.CpuUsage.TotalTime - _startProcessor).TotalSeconds;
        return new TimeFigures
        {
            WallSeconds = _time.GetElapsedTime(_start).TotalSeconds,
            CpuSeconds = total,
            Phases = [.. clock.Phases],
            CpuSecondsByShare = _scan!.Shares(clock.Phases, total),
            FeatureRows = _scan.FeatureRows,
            ModelRows = _scan.ModelRows,
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
