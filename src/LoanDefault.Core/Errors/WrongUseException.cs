namespace LoanDefault.Core.Errors;

/// <summary>A command or setting that cannot work on this machine or with these arguments. The command ends with exit code 2.</summary>
public sealed class WrongUseException : LoanDefaultException
{
    /// <summary>Creates the failure.</summary>
    /// <param name="message">One line: what is wrong, where, and what to do.</param>
    /// <param name="innerException">The failure beneath, or null.</param>
    public WrongUseException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
