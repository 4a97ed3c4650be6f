using LoanDefault.Core.Errors;

namespace LoanDefault.Spark.Gateway;

/// <summary>What Java threw in Spark's driver: a query that cannot be analysed, a job that failed, a file that is missing.</summary>
public sealed class SparkException : LoanDefaultException
{
    /// <summary>Creates the failure.</summary>
    /// <param name="javaClass">See <see cref="JavaClass"/>.</param>
    /// <param name="javaMessage">See <see cref="JavaMessage"/>.</param>
    /// <param name="condition">See <see cref="Condition"/>.</param>
    /// <param name="sqlState">See <see cref="SqlState"/>.</param>
    /// <param name="javaStackTrace">See <see cref="JavaStackTrace"/>.</param>
    public SparkException(string javaClass, string javaMessage, string? condition = null, string? sqlState = null, string javaStackTrace = "")
        : base(SparkFailureText.Summarize(javaClass, javaMessage, javaStackTrace))
    {
        JavaClass = javaClass;
        JavaMessage = javaMessage;
        Condition = condition;
        SqlState = sqlState;
        JavaStackTrace = javaStackTrace;
    }

    /// <summary>The exception's class, for example <c>org.apache.spark.sql.AnalysisException</c>.</summary>
    public string JavaClass { get; }

    /// <summary>The exception's own message, of any number of lines; empty when it has none.</summary>
    public string JavaMessage { get; }

    /// <summary>Spark's error condition, for example <c>UNRESOLVED_COLUMN.WITH_SUGGESTION</c>; null where Spark names none.</summary>
    public string? Condition { get; }

    /// <summary>The SQL state, for example <c>42703</c>; null where Spark names none.</summary>
    public string? SqlState { get; }

    /// <summary>The stack trace as Java prints it, with all causes.</summary>
    public string JavaStackTrace { get; }
}
