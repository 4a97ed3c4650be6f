namespace LoanDefault.Core.Pipeline;

/// <summary>
/// Hears how far long work has come: a scoring run, a training, a generation. Called from any thread, at most once a
/// batch; an implementation is cheap and never throws.
/// </summary>
public interface IRunProgress
{
    /// <summary>A phase begins; the phase before it has ended.</summary>
    /// <param name="phase">What is being done, as a person reads it: "finding duplicates", "scoring", "publishing".</param>
    /// <param name="totalRows">How many rows the phase will go through; null when that is not known.</param>
    void Begin(string phase, long? totalRows = null);

    /// <summary>More rows of the present phase are done.</summary>
    /// <param name="rows">How many, not the sum.</param>
    void Add(long rows);

    /// <summary>Says more about where the present phase is: "stage 4: 7 of 40 tasks".</summary>
    /// <param name="detail">The present detail, in place of the one before; null for none.</param>
    void Tell(string? detail)
    {
    }
}

/// <summary>For callers that do not listen.</summary>
public sealed class NoProgress : IRunProgress
{
    private NoProgress()
    {
    }

    /// <summary>The only one.</summary>
    public static NoProgress Instance { get; } = new();

    /// <inheritdoc />
    public void Begin(string phase, long? totalRows = null)
    {
    }

    /// <inheritdoc />
    public void Add(long rows)
    {
    }
}
