using LoanDefault.Core.Errors;

namespace LoanDefault.Spark.Functions;

/// <summary>A worker does not run a function: it is not there, has the wrong shape or was built from other sources.</summary>
public sealed class FunctionRefusedException : LoanDefaultException
{
    /// <summary>Creates the failure.</summary>
    /// <param name="message">One line: what is wrong, where, and what to do.</param>
    /// <param name="function">The function that was asked for, or null when the request names none.</param>
    /// <param name="innerException">The failure beneath, or null.</param>
    public FunctionRefusedException(string message, FunctionReference? function, Exception? innerException = null)
        : base(message, innerException) => Function = function;

    /// <summary>The function that was asked for, or null when the request names none.</summary>
    public FunctionReference? Function { get; }
}
