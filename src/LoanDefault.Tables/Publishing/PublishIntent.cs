namespace LoanDefault.Tables.Publishing;

/// <summary>What a run wants to publish.</summary>
public sealed record PublishIntent
{
    private const int LongestRunId = 100;

    /// <summary>An intent.</summary>
    /// <param name="run">What decides the result.</param>
    /// <param name="runId">Identifies this execution and no other, ever: letters, digits, '-', '_' and '.', at most 100 of
    /// them, the first a letter or digit. File names carry it.</param>
    /// <param name="supersede">Whether another run's publication of the date may be replaced.</param>
    /// <exception cref="ArgumentException">The run id has other characters.</exception>
    public PublishIntent(RunKeyParts run, string runId, bool supersede = false)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentException.ThrowIfNullOrEmpty(runId);
        if (runId.Length > LongestRunId || !char.IsAsciiLetterOrDigit(runId[0])
            || !runId.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.'))
            throw new ArgumentException($"'{runId}' cannot be a run id: letters, digits, '-', '_', '.', at most {LongestRunId}", nameof(runId));
        Run = run;
        RunId = runId;
        Supersede = supersede;
    }

    /// <summary>What decides the result.</summary>
    public RunKeyParts Run { get; }

    /// <summary>Identifies this execution.</summary>
    public string RunId { get; }

    /// <summary>Whether another run's publication of the date may be replaced.</summary>
    public bool Supersede { get; }
}

/// <summary>What <see cref="TablePublisher.Plan"/> found before scoring.</summary>
/// <param name="Intent">What was asked.</param>
/// <param name="Outcome">Whether there is anything to do.</param>
/// <param name="Published">The run that is published for the date: this one, or the one to be superseded; null when there
/// is none or the log no longer describes it.</param>
/// <param name="ScoredVersion">The version of the scored table that was looked at; -1 when it does not exist.</param>
public sealed record PublishPlan(PublishIntent Intent, PublishOutcome Outcome, PublishedRun? Published, long ScoredVersion);

/// <summary>What a run has to do, or did.</summary>
public enum PublishOutcome
{
    /// <summary>Nothing: the same run key is published for the date.</summary>
    AlreadyDone,

    /// <summary>Publish: the date is free, or may be superseded.</summary>
    Go,

    /// <summary>It is published now.</summary>
    Published,
}

/// <summary>What became of a publication.</summary>
/// <param name="Outcome"><see cref="PublishOutcome.Published"/>, or <see cref="PublishOutcome.AlreadyDone"/> when another
/// process published the same run key meanwhile.</param>
/// <param name="ScoredVersion">The scored table's version, the run's commit point.</param>
/// <param name="QuarantineVersion">The quarantine table's version that belongs to it; null when the log no longer tells.</param>
/// <param name="SupersededRunKey">The run key that was replaced; null when none was or it is not known.</param>
public sealed record PublishResult(
    PublishOutcome Outcome, long ScoredVersion, long? QuarantineVersion, string? SupersededRunKey);
