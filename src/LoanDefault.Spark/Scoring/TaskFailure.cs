using LoanDefault.Core.Errors;
using LoanDefault.Spark.Functions;
using LoanDefault.Spark.Gateway;
using LoanDefault.Spark.Worker.Tasks;

namespace LoanDefault.Spark.Scoring;

/// <summary>
/// What a job's failure is when it was ours and not Spark's: what a worker reported is thrown again in the driver as what
/// it was there, so that it ends with the same exit code as in this process.
/// </summary>
internal static class TaskFailure
{
    private const string NoWorker = "Cannot run program \"";
    private const string WrongSecret = "Authentication failed";
    private const string Refused = "the worker that Spark started on an executor does not know the secret that Spark gave it: "
        + "let spark.pyspark.python name the loandefault-worker that was published with this program";

    /// <summary>The failure in our own terms; null when it is Spark's.</summary>
    public static LoanDefaultException? Explain(SparkException failure)
    {
        if (SparkFailureText.WorkerLine(failure.JavaMessage, failure.JavaStackTrace) is { } line)
            return line.StartsWith(FailureText.Prefix, StringComparison.Ordinal) ? OfWorker(line[FailureText.Prefix.Length..], failure) : null;
        string stack = failure.JavaMessage + "\n" + failure.JavaStackTrace;
        if (Quoted(stack, NoWorker) is { } program)
            return new WrongUseException($"an executor cannot start the worker {program}: publish it there (./build.sh --target=Publish), or name it by spark.pyspark.python", failure);
        return stack.Contains($"IllegalArgumentException: {WrongSecret}", StringComparison.Ordinal) ? new WrongUseException(Refused, failure) : null;
    }

    // "Type: message", as FailureText writes it.
    private static LoanDefaultException? OfWorker(string line, SparkException failure)
    {
        int colon = line.IndexOf(": ", StringComparison.Ordinal);
        if (colon < 0)
            return null;
        string type = line[..colon], message = line[(colon + 2)..];
        if (type == typeof(BadInputException).FullName)
            return new BadInputException(message, innerException: failure);
        if (type == typeof(GateRefusedException).FullName)
            return new GateRefusedException(message, failure);
        if (type == typeof(WrongUseException).FullName || type == typeof(FunctionRefusedException).FullName)
            return new WrongUseException(message, failure);
        if (type == typeof(DllNotFoundException).FullName || type == typeof(BadImageFormatException).FullName || type == typeof(TypeInitializationException).FullName)
            return new WrongUseException($"the worker on an executor cannot load a library ({message}): publish it again (./build.sh --target=Publish)", failure);
        return IsOfTheMachine(type) ? null : new TaskFailedException(type, message, failure);
    }

    // A full disk, no memory, a broken connection: another executor or another night may have none of it.
    private static bool IsOfTheMachine(string type) => type == typeof(OutOfMemoryException).FullName
        || type == typeof(UnauthorizedAccessException).FullName
        || (type.StartsWith("System.IO.", StringComparison.Ordinal) && type != typeof(InvalidDataException).FullName)
        || type.StartsWith("System.Net.", StringComparison.Ordinal);

    private static string? Quoted(string text, string before)
    {
        int from = text.IndexOf(before, StringComparison.Ordinal);
        return from < 0 ? null : text[(from + before.Length)..].Split('"', 2)[0];
    }
}
