using LoanDefault.Core.Errors;

namespace LoanDefault.Spark.Worker.Wire;

/// <summary>
/// Spark closed the connection in the middle of a task: it was cancelled, its rows are not needed (a limit), or the executor
/// died. The normal quiet end of a task that nobody waits for; it travels through the function like any exception.
/// </summary>
internal sealed class PeerGoneException : LoanDefaultException
{
    public PeerGoneException(Exception? innerException = null)
        : base("Spark closed the connection of the task: nobody waits for its rows", innerException)
    {
    }
}
