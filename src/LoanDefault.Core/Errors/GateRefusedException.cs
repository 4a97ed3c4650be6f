namespace LoanDefault.Core.Errors;

/// <summary>A run that scored but must not be published: a gate (quarantined share, minimum rows, audit) refused it. The command ends with exit code 4.</summary>
public sealed class GateRefusedException : LoanDefaultException
{
    /// <summary>Creates the failure.</summary>
    /// <param name="message">One line: what is wrong, where, and what to do.</param>
    /// <param name="innerException">The failure beneath, or null.</param>
    public GateRefusedException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
