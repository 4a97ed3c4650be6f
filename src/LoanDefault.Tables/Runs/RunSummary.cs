namespace LoanDefault.Tables.Runs;

/// <summary>A scoring run's figures, as far as it came. Times are seconds, sizes bytes.</summary>
public sealed record RunSummary
{
    /// <summary>How the run ended: <c>published</c>, <c>already_done</c>, or <c>unfinished</c> when it was refused, stopped or failed.</summary>
    public string Outcome { get; init; } = "unfinished";

    /// <summary>The partition.</summary>
    public required DateOnly BusinessDate { get; init; }

    /// <summary>Identifies the result; null before the input was looked at.</summary>
    public string? RunKey { get; init; }

    /// <summary>Identifies the execution.</summary>
    public required string RunId { get; init; }

    /// <summary>
    /// The execution whose files the tables hold: this one, or the one that published the same before; null when nothing
    /// is published or the log no longer tells.
    /// </summary>
    public string? PublishedRunId { get; init; }

    /// <summary>The model's name.</summary>
    public required string ModelName { get; init; }

    /// <summary>The model's version.</summary>
    public required string ModelVersion { get; init; }

    /// <summary>The model's hash.</summary>
    public required string ModelHash { get; init; }

    /// <summary>How features were computed; null where there is one way only, or before rows were read.</summary>
    public string? FeaturePlan { get; init; }

    /// <summary>What ran the model; null before rows were scored.</summary>
    public ScorerFigures? Scorer { get; init; }

    /// <summary>Input files; null before the input was looked at.</summary>
    public int? InputFiles { get; init; }

    /// <summary>The tables' folder as the cluster names it; null for a local path, and before it was looked at.</summary>
    public string? OutputUri { get; init; }

    /// <summary>Columns of the input that the contract does not mention.</summary>
    public IReadOnlyList<string> UnknownColumns { get; init; } = [];

    /// <summary>Columns of the contract that whole input files lack.</summary>
    public IReadOnlyList<AbsentColumn> AbsentColumns { get; init; } = [];

    /// <summary>Rows that were read so far, scored or not; null before any was.</summary>
    public long? RowsRead { get; init; }

    /// <summary>The rows' figures; null before they were read.</summary>
    public RowFigures? Rows { get; init; }

    /// <summary>Where the time went; null before the rows were read.</summary>
    public TimeFigures? Time { get; init; }

    /// <summary>The largest size that the process had in memory so far, in bytes.</summary>
    public long PeakMemoryBytes { get; init; }

    /// <summary>Version of the scored table that the run published, or that it was published as before.</summary>
    public long? ScoredVersion { get; init; }

    /// <summary>The quarantine table's version that belongs to it.</summary>
    public long? QuarantineVersion { get; init; }

    /// <summary>Versions of what worked here: program, engine, model runtime, .NET.</summary>
    public IReadOnlyDictionary<string, string> Versions { get; init; } = new Dictionary<string, string>();
}

/// <summary>What happened to the rows: read = scored + quarantined.</summary>
public sealed record RowFigures
{
    /// <summary>Rows read.</summary>
    public required long Read { get; init; }

    /// <summary>Rows accepted and scored.</summary>
    public required long Scored { get; init; }

    /// <summary>Rows refused.</summary>
    public required long Quarantined { get; init; }

    /// <summary>Quarantined rows by the first rule that they broke.</summary>
    public required IReadOnlyDictionary<string, long> QuarantinedByRule { get; init; }

    /// <summary>Broken rules by <c>rule:column</c>; a row may count in several.</summary>
    public required IReadOnlyDictionary<string, long> ViolationsByReason { get; init; }

    /// <summary>Scored rows by band, from the best to the worst.</summary>
    public required IReadOnlyDictionary<string, long> ByBand { get; init; }

    /// <summary>Scored rows by decision.</summary>
    public required IReadOnlyDictionary<string, long> ByDecision { get; init; }

    /// <summary>Scored rows that lack a feature, by feature; features that no row lacks are left out.</summary>
    public required IReadOnlyDictionary<string, long> MissingByFeature { get; init; }

    /// <summary>Mean probability of default of scored rows; null without any.</summary>
    public required double? MeanProbabilityOfDefault { get; init; }

    /// <summary>Sum of the scored rows' probabilities of default.</summary>
    public required double ProbabilitySum { get; init; }

    /// <summary>Sum of the scored rows' points.</summary>
    public required long PointsSum { get; init; }
}

/// <summary>Where the time went.</summary>
public sealed record TimeFigures
{
    /// <summary>Wall time of the whole run.</summary>
    public required double WallSeconds { get; init; }

    /// <summary>Processor time of the whole run, summed over threads.</summary>
    public required double CpuSeconds { get; init; }

    /// <summary>The phases in order.</summary>
    public required IReadOnlyList<RunPhase> Phases { get; init; }

    /// <summary>
    /// Processor time by what it was spent on: read, features (with validation and decisions), model, write, audit,
    /// duplicates, other. They add up to <see cref="CpuSeconds"/>.
    /// </summary>
    public required IReadOnlyDictionary<string, double> CpuSecondsByShare { get; init; }

    /// <summary>Rows whose features were computed; equal to the rows read.</summary>
    public required long FeatureRows { get; init; }

    /// <summary>Rows that the model scored; equal to the rows read.</summary>
    public required long ModelRows { get; init; }
}

/// <summary>How a host's pass over the rows spent its time.</summary>
public interface IWorkFigures
{
    /// <summary>Rows whose features were computed.</summary>
    long FeatureRows { get; }

    /// <summary>Rows that the model scored.</summary>
    long ModelRows { get; }

    /// <summary>The run's processor time by what it was spent on; adds up to <paramref name="totalSeconds"/>.</summary>
    /// <param name="phases">The run's phases.</param>
    /// <param name="totalSeconds">Processor time of the whole run.</param>
    IReadOnlyDictionary<string, double> Shares(IReadOnlyList<RunPhase> phases, double totalSeconds);
}
