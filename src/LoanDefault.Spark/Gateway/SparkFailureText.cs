namespace LoanDefault.Spark.Gateway;

/// <summary>The one line that says what went wrong in Spark.</summary>
internal static class SparkFailureText
{
    /// <summary>How Java introduces the text that a worker sent.</summary>
    internal const string WorkerFailureClass = "org.apache.spark.api.python.PythonException";

    // What Spark 4 puts around a worker's text; our workers are not Python's.
    private const string WorkerTextStart = "An exception was thrown from the Python worker: ";
    private const string WorkerTextEnd = " SQLSTATE: 38000";

    private const int LongestLine = 1000;

    /// <summary>
    /// The first line of what a worker reported if it was a worker that failed, however deep in the causes; otherwise the
    /// first line of the message.
    /// </summary>
    public static string Summarize(string javaClass, string javaMessage, string stackTrace)
    {
        string reason = WorkerLine(javaMessage, stackTrace) ?? FirstLine(javaMessage);
        string name = javaClass[(javaClass.LastIndexOf('.') + 1)..];
        return reason.Length == 0 ? $"Spark: {name}" : $"Spark: {reason} ({name})";
    }

    /// <summary>The first line of what a worker reported; null when no worker failed.</summary>
    public static string? WorkerLine(string javaMessage, string stackTrace) => WorkerFailure(javaMessage) ?? WorkerFailure(stackTrace);

    private static string? WorkerFailure(string text)
    {
        int at = text.IndexOf(WorkerFailureClass + ": ", StringComparison.Ordinal);
        if (at < 0)
            return null;
        string line = FirstLine(text[(at + WorkerFailureClass.Length + 2)..]);
        int start = line.IndexOf(WorkerTextStart, StringComparison.Ordinal);
        string reason = start < 0 ? line : line[(start + WorkerTextStart.Length)..];
        return reason.EndsWith(WorkerTextEnd, StringComparison.Ordinal) ? reason[..^WorkerTextEnd.Length] : reason;
    }

    private static string FirstLine(string text)
    {
        ReadOnlySpan<char> trimmed = text.AsSpan().Trim();
        int end = trimmed.IndexOfAny('\n', '\r');
        ReadOnlySpan<char> line = end < 0 ? trimmed : trimmed[..end].TrimEnd();
        return line.Length <= LongestLine ? line.ToString() : string.Concat(line[..LongestLine], "…");
    }
}
