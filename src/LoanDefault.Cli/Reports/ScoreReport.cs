using LoanDefault.Tables.Runs;

namespace LoanDefault.Cli.Reports;

/// <summary>A scoring run's figures, as the summary shows them and <c>--summary</c> writes them.</summary>
internal sealed record ScoreReport
{
    /// <summary>How the run ended: <c>published</c>, <c>already_done</c>, or <c>unfinished</c> when it was refused, stopped or failed.</summary>
    public required string Outcome { get; init; }

    /// <summary>The partition.</summary>
    public required DateOnly BusinessDate { get; init; }

    /// <summary>Identifies the execution.</summary>
    public required string RunId { get; init; }

    /// <summary>Identifies the result; null before the input was looked at.</summary>
    public string? RunKey { get; init; }

    /// <summary>The execution whose files the tables hold; null when nothing is published or that is not known.</summary>
    public string? PublishedRunId { get; init; }

    /// <summary>Rows read, scored or not; null when none was.</summary>
    public long? RowsRead { get; init; }

    /// <summary>The largest resident set so far, in bytes.</summary>
    public long PeakMemoryBytes { get; init; }

    /// <summary>Rows and scores; null when nothing was scored.</summary>
    public ScoreFigures? Figures { get; init; }

    /// <summary>Time and memory; null when nothing was scored.</summary>
    public ScoreCost? Cost { get; init; }

    /// <summary>How features were computed; null where there is one way only, or before rows were read.</summary>
    public string? FeaturePlan { get; init; }

    /// <summary>What ran the model; null before rows were scored.</summary>
    public ScorerFigures? Scorer { get; init; }

    /// <summary>What scored.</summary>
    public required ModelFigures Model { get; init; }

    /// <summary>What was read.</summary>
    public required InputFigures Input { get; init; }

    /// <summary>The scored table.</summary>
    public required TableFigures Scored { get; init; }

    /// <summary>The quarantine table.</summary>
    public required TableFigures Quarantine { get; init; }

    /// <summary>Versions of what worked: program, engine, model runtime, .NET.</summary>
    public IReadOnlyDictionary<string, string> Versions { get; init; } = new Dictionary<string, string>();
}

/// <summary>Rows and scores of a run.</summary>
internal sealed record ScoreFigures
{
    /// <summary>Rows read: scored and quarantined.</summary>
    public required long RowsRead { get; init; }

    /// <summary>Rows that keep every rule.</summary>
    public required long RowsScored { get; init; }

    /// <summary>Rows that break a rule.</summary>
    public required long RowsQuarantined { get; init; }

    /// <summary>Gate: the largest share of quarantined rows, 0 to 1.</summary>
    public required double MaximumQuarantinedShare { get; init; }

    /// <summary>Quarantined rows by the rule that stands for the row.</summary>
    public required IReadOnlyDictionary<string, long> QuarantinedByRule { get; init; }

    /// <summary>Broken rules by <c>rule:column</c>; a row may count in several.</summary>
    public required IReadOnlyDictionary<string, long> Violations { get; init; }

    /// <summary>Scored rows by band, from the best to the worst.</summary>
    public required IReadOnlyDictionary<string, long> Bands { get; init; }

    /// <summary>Scored rows by decision.</summary>
    public required IReadOnlyDictionary<string, long> Decisions { get; init; }

    /// <summary>Scored rows that lack a feature, by feature.</summary>
    public required IReadOnlyDictionary<string, long> MissingByFeature { get; init; }

    /// <summary>Sum of the scored rows' probabilities of default.</summary>
    public required double ProbabilitySum { get; init; }

    /// <summary>Mean of the scored rows' points; null without any.</summary>
    public double? MeanPoints { get; init; }

    /// <summary>Mean probability of default of the scored rows; null without any.</summary>
    public double? MeanProbabilityOfDefault => RowsScored == 0 ? null : ProbabilitySum / RowsScored;

    /// <summary>Share of quarantined rows, 0 to 1.</summary>
    public double QuarantinedShare => RowsRead == 0 ? 0 : (double)RowsQuarantined / RowsRead;
}

/// <summary>What a run took.</summary>
/// <param name="Seconds">Wall time.</param>
/// <param name="CpuSeconds">Processor time of the process.</param>
/// <param name="Threads">Threads that scored.</param>
/// <param name="CpuSecondsByShare">Processor time by what it was spent on; adds up to <paramref name="CpuSeconds"/>.</param>
/// <param name="SecondsByPhase">Wall time by phase, in the order they happened.</param>
internal sealed record ScoreCost(
    double Seconds,
    double CpuSeconds,
    int Threads,
    IReadOnlyDictionary<string, double> CpuSecondsByShare,
    IReadOnlyDictionary<string, double> SecondsByPhase);

/// <summary>What scored.</summary>
/// <param name="Folder">The model package.</param>
/// <param name="Name">The model's name.</param>
/// <param name="Version">The model's version.</param>
/// <param name="Hash">The model's hash.</param>
/// <param name="FeatureSetHash">The feature set's hash.</param>
/// <param name="Report">The model's report for people; null when the package has none.</param>
internal sealed record ModelFigures(
    string Folder, string Name, string Version, string Hash, string FeatureSetHash, string? Report);

/// <summary>What was read.</summary>
/// <param name="Path">As it was named.</param>
/// <param name="Files">Number of files; null before they were looked at.</param>
/// <param name="UnknownColumns">Source columns that the contract does not know.</param>
internal sealed record InputFigures(string Path, int? Files, IReadOnlyList<string> UnknownColumns)
{
    /// <summary>Columns of the contract that whole files lack.</summary>
    public IReadOnlyList<AbsentColumn> AbsentColumns { get; init; } = [];
}

/// <summary>A table.</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="Version">The version that the run published or found; null when there is none.</param>
internal sealed record TableFigures(string Folder, long? Version);
