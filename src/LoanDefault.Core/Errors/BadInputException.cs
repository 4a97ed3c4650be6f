namespace LoanDefault.Core.Errors;

/// <summary>
/// Data, a contract, a model package or an output folder that cannot be used as it is. The command ends with exit code 3.
/// </summary>
public class BadInputException : LoanDefaultException
{
    /// <summary>Creates the failure.</summary>
    /// <param name="message">One line: what is wrong, where, and what to do.</param>
    /// <param name="file">The file at fault, or null.</param>
    /// <param name="column">The column at fault, or null.</param>
    /// <param name="row">The zero-based row at fault, or null.</param>
    /// <param name="innerException">The failure beneath, or null.</param>
    public BadInputException(
        string message, string? file = null, string? column = null, long? row = null, Exception? innerException = null)
        : base(message, innerException)
    {
        File = file;
        Column = column;
        Row = row;
    }

    /// <summary>The file at fault, or null.</summary>
    public string? File { get; }

    /// <summary>The column at fault, or null.</summary>
    public string? Column { get; }

    /// <summary>The zero-based row at fault, or null.</summary>
    public long? Row { get; }
}
