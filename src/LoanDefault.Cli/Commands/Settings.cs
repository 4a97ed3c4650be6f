using LoanDefault.Cli.Logging;
using LoanDefault.Core.Scoring;
using LoanDefault.Spark.Scoring;

namespace LoanDefault.Cli.Commands;

/// <summary>How a command speaks.</summary>
/// <param name="Json">Results as one JSON object on standard output, for machines; no progress.</param>
/// <param name="SummaryFile">Where the run's figures are written as JSON, however it ends; null for nowhere.</param>
/// <param name="LogFormat">How log lines are written.</param>
/// <param name="LogLevel">The least level that is written; null for the default.</param>
internal sealed record SpeechSettings(bool Json, string? SummaryFile, LogFormat LogFormat, LogLevel? LogLevel);

/// <summary>Where a scoring run happens.</summary>
internal enum ScoreEngine
{
    /// <summary>In this process, by DuckDB.</summary>
    Embedded,

    /// <summary>On Apache Spark.</summary>
    Spark,
}

/// <summary>What <c>score</c> was asked to do.</summary>
internal sealed record ScoreSettings
{
    /// <summary>A file, a folder or a glob of Parquet or CSV files.</summary>
    public required string Input { get; init; }

    /// <summary>The model package's folder.</summary>
    public required string Model { get; init; }

    /// <summary>The folder of the tables.</summary>
    public required string Output { get; init; }

    /// <summary>The partition that is published.</summary>
    public required DateOnly BusinessDate { get; init; }

    /// <summary>Where the run happens.</summary>
    public ScoreEngine Engine { get; init; }

    /// <summary>What runs the model.</summary>
    public ScorerChoice Scorer { get; init; }

    /// <summary>How Spark computes features; null for the default.</summary>
    public FeaturePlan? FeaturePlan { get; init; }

    /// <summary>The model's contract with another delivery; null for the model's own.</summary>
    public string? Contract { get; init; }

    /// <summary>The hash that the model must have; null for any.</summary>
    public string? ModelHash { get; init; }

    /// <summary>A decision policy in place of the model's; null for the model's own.</summary>
    public string? Decisions { get; init; }

    /// <summary>Whether another run of the same business date is replaced.</summary>
    public bool Supersede { get; init; }

    /// <summary>Gate: the largest share of quarantined rows, 0 to 1.</summary>
    public double MaximumQuarantinedShare { get; init; }

    /// <summary>Gate: the fewest rows read.</summary>
    public long MinimumRows { get; init; }

    /// <summary>Gate: whether columns that the model uses may be absent from whole files.</summary>
    public bool AllowMissingColumns { get; init; }

    /// <summary>Threads; null for one a core.</summary>
    public int? Threads { get; init; }

    /// <summary>DuckDB's memory limit in bytes; null for the default.</summary>
    public long? MemoryLimitBytes { get; init; }

    /// <summary>Where what does not fit in memory goes; null for the default.</summary>
    public string? TempDirectory { get; init; }

    /// <summary>Whether <c>path#row</c> is the id where the input lacks the contract's id column.</summary>
    public bool GenerateIds { get; init; }
}

/// <summary>What <c>train</c> was asked to do.</summary>
/// <param name="Data">The labelled loans, Parquet or CSV.</param>
/// <param name="Contract">The contract's file.</param>
/// <param name="Output">The model package's folder.</param>
/// <param name="Seed">Decides folds and sampling.</param>
/// <param name="Folds">Folds of the cross-validation.</param>
/// <param name="Threads">Threads of XGBoost; null for the fixed default.</param>
/// <param name="Force">Whether an existing package is replaced.</param>
internal sealed record TrainSettings(string Data, string Contract, string Output, int Seed, int Folds, int? Threads, bool Force);

/// <summary>What <c>generate</c> was asked to do.</summary>
/// <param name="Rows">Number of applications.</param>
/// <param name="Seed">Decides every value.</param>
/// <param name="Output">The folder of the Parquet files.</param>
/// <param name="InvalidShare">Share of rows that break a rule, 0 to 1.</param>
/// <param name="DuplicateShare">Share of rows that repeat another row's id, 0 to 1.</param>
/// <param name="MissingShare">Share of empty cells where the contract allows them, 0 to 1.</param>
/// <param name="Contract">The contract whose columns are made; null for the reference contract.</param>
/// <param name="Sample">The real data to resemble; null for the reference sample.</param>
/// <param name="BusinessDate">No application is dated after it.</param>
/// <param name="Force">Whether an existing folder is replaced.</param>
internal sealed record GenerateSettings(
    long Rows,
    int Seed,
    string Output,
    double InvalidShare,
    double DuplicateShare,
    double MissingShare,
    string? Contract,
    string? Sample,
    DateOnly BusinessDate,
    bool Force);

/// <summary>What <c>contract infer</c> was asked to do.</summary>
/// <param name="File">A Parquet or CSV file.</param>
/// <param name="Target">The source column that training learns.</param>
/// <param name="Bad">Its values of a loan that defaulted.</param>
/// <param name="Ignore">Its values that are not trained on.</param>
/// <param name="Exclude">Source columns that must not be read.</param>
/// <param name="Id">The source column of the application id; null to recognise it.</param>
/// <param name="Output">The contract's file.</param>
/// <param name="Force">Whether an existing file is replaced.</param>
internal sealed record ContractInferSettings(
    string File,
    string Target,
    IReadOnlyList<string> Bad,
    IReadOnlyList<string> Ignore,
    IReadOnlyList<string> Exclude,
    string? Id,
    string Output,
    bool Force);

/// <summary>What <c>doctor</c> was asked to look at.</summary>
/// <param name="Output">A folder that tables shall be written to; null for none.</param>
/// <param name="Model">A model package; null for none.</param>
/// <param name="Engine">Where scoring shall work.</param>
internal sealed record DoctorSettings(string? Output, string? Model, ScoreEngine Engine = ScoreEngine.Embedded);

/// <summary>What <c>models run</c> was asked to do.</summary>
/// <param name="File">The ONNX file.</param>
/// <param name="Input">The table.</param>
/// <param name="Output">The Parquet file to write.</param>
/// <param name="Scorer">What shall run the model.</param>
/// <param name="Threads">How many threads; null for one a core.</param>
/// <param name="Force">Whether an existing file is replaced.</param>
internal sealed record ModelRunSettings(string File, string Input, string Output, ScorerChoice Scorer, int? Threads, bool Force);

/// <summary>What <c>models check</c> was asked to look at.</summary>
/// <param name="File">The ONNX file.</param>
internal sealed record ModelCheckSettings(string File);

/// <summary>What <c>models import</c> was asked to do.</summary>
/// <param name="File">The ONNX file.</param>
/// <param name="Contract">The contract.</param>
/// <param name="Output">The package's folder.</param>
/// <param name="Columns">The features in the order of the model's columns; empty where they are not given.</param>
/// <param name="LogOdds">Whether the sums are log odds although the file does not say so.</param>
/// <param name="Decisions">A decision policy; null for the standard one.</param>
/// <param name="Force">Whether an existing package is replaced.</param>
internal sealed record ModelImportSettings(
    string File, string Contract, string Output, IReadOnlyList<string> Columns, bool LogOdds, string? Decisions, bool Force);
