namespace LoanDefault.Core.Errors;

/// <summary>Another run owns what this run wanted to publish. The command ends with exit code 5.</summary>
public sealed class PublishConflictException : LoanDefaultException
{
    /// <summary>Creates the failure.</summary>
    /// <param name="message">One line: what is wrong, where, and what to do.</param>
    /// <param name="innerException">The failure beneath, or null.</param>
    /// <param name="publishedRunKey">The run key that owns it, or null when it is not known.</param>
    /// <param name="differences">What differs between the two runs: inputs, model, contract, decisions.</param>
    public PublishConflictException(
        string message,
        Exception? innerException = null,
        string? publishedRunKey = null,
        IReadOnlyList<string>? differences = null)
        : base(message, innerException)
    {
        PublishedRunKey = publishedRunKey;
        Differences = differences ?? [];
    }

    /// <summary>The run key that owns what this run wanted to publish, or null when it is not known.</summary>
    public string? PublishedRunKey { get; }

    /// <summary>What differs between the two runs (inputs, model, contract, decisions); empty when it is not known.</summary>
    public IReadOnlyList<string> Differences { get; }
}
