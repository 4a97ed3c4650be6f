using LoanDefault.Core.Pipeline;
using LoanDefault.Tables.Runs;

namespace LoanDefault.Embedded.Scoring;

/// <summary>Where a scan's time went: what our code measured itself, and how the engine's rest splits.</summary>
/// <remarks>
/// What is left of the process's processor time is the engine's, and is split between reading and writing as the times
/// of its own operators are.
/// </remarks>
internal sealed record ScanFigures : IWorkFigures
{
    private const string ScanOperator = "SCAN";

    internal required double FillSeconds { get; init; }

    internal required double EmitSeconds { get; init; }

    internal required double FeatureSeconds { get; init; }

    internal required double ModelSeconds { get; init; }

    internal required double EngineReadShare { get; init; }

    public required long FeatureRows { get; init; }

    public required long ModelRows { get; init; }

    internal static ScanFigures Of(ScoringScan scan)
    {
        var stages = new StageCounters();
        foreach (ScoringWorker worker in scan.Workers)
            stages.Add(worker.Counters);
        double read = scan.OperatorTimes.Where(o => IsScan(o.Operator)).Sum(o => o.Seconds);
        double write = scan.OperatorTimes.Where(o => IsWrite(o.Operator)).Sum(o => o.Seconds);
        return new ScanFigures
        {
            FillSeconds = scan.Workers.Sum(w => w.FillSeconds),
            EmitSeconds = scan.Workers.Sum(w => w.EmitSeconds),
            FeatureSeconds = stages.ValidationSeconds + stages.FeatureSeconds + stages.DecisionSeconds,
            ModelSeconds = stages.ModelSeconds,
            EngineReadShare = read + write > 0 ? read / (read + write) : 0,
            FeatureRows = stages.FeatureRows,
            ModelRows = stages.ModelRows,
        };
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, double> Shares(IReadOnlyList<RunPhase> phases, double totalSeconds)
    {
        double Phase(string name) => phases.Where(p => p.Name == name).Sum(p => p.CpuSeconds);
        double engine = Math.Max(0, Phase(RunPhase.Scan) - FillSeconds - EmitSeconds - FeatureSeconds - ModelSeconds);
        var shares = new Dictionary<string, double>
        {
            ["read"] = FillSeconds + engine * EngineReadShare,
            ["features"] = FeatureSeconds,
            ["model"] = ModelSeconds,
            ["write"] = EmitSeconds + engine * (1 - EngineReadShare) + Phase(RunPhase.Quarantine),
            ["audit"] = Phase(RunPhase.Audit),
            ["duplicates"] = Phase(RunPhase.Duplicates),
        };
        shares["other"] = Math.Max(0, totalSeconds - shares.Values.Sum());
        return shares;
    }

    private static bool IsScan(string type) => type.Contains(ScanOperator, StringComparison.Ordinal);

    private static bool IsWrite(string type) => type.Contains("COPY", StringComparison.Ordinal);
}
