using LoanDefault.Core.Errors;
using LoanDefault.Spark.Gateway;

namespace LoanDefault.Spark.Scoring;

/// <summary>Our own code threw in a task on an executor what it should not: a bug. The stack there is in the inner exception.</summary>
public sealed class TaskFailedException : LoanDefaultException
{
    /// <summary>Creates the failure.</summary>
    /// <param name="type">The full name of the exception's type in the worker.</param>
    /// <param name="workerMessage">Its message, in one line.</param>
    /// <param name="failure">What Spark threw.</param>
    public TaskFailedException(string type, string workerMessage, SparkException failure)
        : base($"{type} in a task on an executor: {workerMessage}", failure) => WorkerExceptionType = type;

    /// <summary>The full name of the exception's type in the worker, for example <c>System.InvalidOperationException</c>.</summary>
    public string WorkerExceptionType { get; }
}
