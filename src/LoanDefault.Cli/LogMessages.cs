using Serilog;

namespace LoanDefault.Cli;

/// <summary>Every log line of the command, once. Property names carry units; no applicant data.</summary>
internal static class LogMessages
{
    public static void PhaseBegan(this ILogger log, string phase, double elapsedSeconds) =>
        log.Information("{Phase} (after {ElapsedSeconds:0.0} s)", phase, elapsedSeconds);

    public static void RowsDone(this ILogger log, string phase, long rows, double rowsPerSecond) =>
        log.Information("{Phase}: {Rows} rows, {RowsPerSecond:0} rows/s", phase, rows, rowsPerSecond);

    public static void RowsOfTotalDone(
        this ILogger log, string phase, long rows, long totalRows, double rowsPerSecond, double remainingSeconds) =>
        log.Information(
            "{Phase}: {Rows} of {TotalRows} rows, {RowsPerSecond:0} rows/s, {RemainingSeconds:0} s left",
            phase,
            rows,
            totalRows,
            rowsPerSecond,
            remainingSeconds);

    public static void CommandFailed(this ILogger log, Exception exception) => log.Debug(exception, "Where the command failed");

    public static void CommandEnded(this ILogger log, string outcome, int exitCode, string error) =>
        log.Error("Ended with {Outcome} (exit code {ExitCode}): {Error}", outcome, exitCode, error);

    public static void SummaryNotWritten(this ILogger log, string file, string reason) =>
        log.Error("The summary could not be written to {File}: {Reason}", file, reason);
}
