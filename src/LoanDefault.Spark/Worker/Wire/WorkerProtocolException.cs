using LoanDefault.Core.Errors;

namespace LoanDefault.Spark.Worker.Wire;

/// <summary>What came over a worker's connection is not what Spark's protocol says.</summary>
internal sealed class WorkerProtocolException : LoanDefaultException
{
    public WorkerProtocolException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
