using System.Globalization;
using LoanDefault.Cli.BusinessDates;
using Serilog;

namespace LoanDefault.Cli;

/// <summary>Every log line of the command, once. Property names carry units; no applicant data.</summary>
internal static class LogMessages
{
    public static void BusinessDateGiven(this ILogger log, DateOnly date) => log.Information("Business date {BusinessDate:l}", Iso(date));

    public static void BusinessDateFound(this ILogger log, DateOnly date, RequestedDate requested, BusinessCalendar calendar) =>
        log.Information(
            "Business date {BusinessDate:l} ({Requested:l} in {TimeZone:l}, where a day begins at {DayStarts:l})",
            Iso(date),
            requested.ToString(),
            calendar.Zone.Id,
            calendar.DayStarts.ToString("HH:mm", CultureInfo.InvariantCulture));

    public static void ModelScorer(this ILogger log, string scorer, string reason) => log.Information("Scoring with {Scorer:l}: {Reason:l}", scorer, reason);

    public static void PhaseBegan(this ILogger log, string phase, double elapsedSeconds) =>
        log.Information("{Phase} (after {ElapsedSeconds:0.0} s)", phase, elapsedSeconds);

    public static void DetailOf(this ILogger log, string phase, string detail) => log.Information("{Phase}: {Detail}", phase, detail);

    public static void RowsDone(this ILogger log, string phase, long rows, double rowsPerSecond, string detail) =>
        log.Information("{Phase}: {Rows} rows, {RowsPerSecond:0} rows/s{Detail}", phase, rows, rowsPerSecond, detail);

    public static void RowsOfTotalDone(
        this ILogger log, string phase, long rows, long totalRows, double rowsPerSecond, double remainingSeconds, string detail) =>
        log.Information(
            "{Phase}: {Rows} of {TotalRows} rows, {RowsPerSecond:0} rows/s, {RemainingSeconds:0} s left{Detail}",
            phase,
            rows,
            totalRows,
            rowsPerSecond,
            remainingSeconds,
            detail);

    public static void CommandFailed(this ILogger log, Exception exception) => log.Debug(exception, "Where the command failed");

    public static void CommandEnded(this ILogger log, string outcome, int exitCode, string error) =>
        log.Error("Ended with {Outcome} (exit code {ExitCode}): {Error}", outcome, exitCode, error);

    public static void HeartbeatNotWritten(this ILogger log, string file, string reason) =>
        log.Warning("The heartbeat cannot be written to {File} any more: {Reason}", file, reason);

    public static void SummaryNotWritten(this ILogger log, string file, string reason) =>
        log.Error("The summary could not be written to {File}: {Reason}", file, reason);

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
