using LoanDefault.Core.Errors;

namespace LoanDefault.Spark.Worker.Tasks;

/// <summary>
/// What Spark's error says about a task that failed. The first line is for programs: <c>C# </c>, the exception's type, a colon,
/// its message in one line. What follows is the stack, as .NET prints it.
/// </summary>
internal static class FailureText
{
    /// <summary>How the text starts.</summary>
    public const string Prefix = "C# ";

    // Spark repeats the text for each attempt.
    private const int Longest = 16_000;

    public static string Of(Exception exception)
    {
        string first = FirstLine(exception);
        if (exception is LoanDefaultException && exception.GetType().Assembly == typeof(FailureText).Assembly)
            return first;
        string text = $"{first}\n{exception}";
        return text.Length <= Longest ? text : text[..Longest] + "\n   ... (cut)";
    }

    /// <summary>The first line alone.</summary>
    public static string FirstLine(Exception exception) =>
        $"{Prefix}{exception.GetType().FullName}: {exception.Message.ReplaceLineEndings(" ")}";
}
