namespace LoanDefault.Core.Errors;

/// <summary>
/// The root of every failure that this software names itself. Subclasses carry what a program needs to act on the
/// failure; the message is one line that names file, column and row where they exist, and says what to do.
/// </summary>
public abstract class LoanDefaultException : Exception
{
#pragma warning disable RS0030 // The one place where the project's exceptions meet the base class.
    /// <summary>Creates the failure.</summary>
    /// <param name="message">One line: what is wrong, where, and what to do.</param>
    /// <param name="innerException">The failure beneath, or null.</param>
    protected LoanDefaultException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
#pragma warning restore RS0030

    /// <summary>True when the same call may succeed later with nothing changed (a busy disk, a lost race).</summary>
    public virtual bool IsTransient => false;
}
