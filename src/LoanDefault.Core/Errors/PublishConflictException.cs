namespace LoanDefault.Core.Errors;

/// <summary>Another run owns what this run wanted to publish. The command ends with exit code 5.</summary>
public sealed class PublishConflictException : LoanDefaultException
{
    /// <summary>Creates the failure.</summary>
    /// <param name="message">One line: what is wrong, where, and what to do.</param>
    /// <param name="innerException">The failure beneath, or null.</param>
    public PublishConflictException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
