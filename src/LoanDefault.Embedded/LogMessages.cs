using LoanDefault.Core.Scoring;
using Serilog;

namespace LoanDefault.Embedded;

/// <summary>Everything that this project logs. No applicant data.</summary>
internal static class LogMessages
{
    public static void InputFound(this ILogger log, string path, int fileCount, long? rowCount, int unknownColumnCount) => log.Information(
        "Input {Path}: {FileCount} file(s), {RowCount} rows, {UnknownColumnCount} columns that the contract does not know",
        path, fileCount, rowCount, unknownColumnCount);

    public static void ColumnsAbsent(this ILogger log, int columnCount, IEnumerable<string> columns) => log.Warning(
        "{ColumnCount} column(s) of the contract are absent from whole files: {Columns}", columnCount, string.Join("; ", columns));

    public static void ScorerChosen(this ILogger log, ScorerReport report)
    {
        if (report.HasFallenBack)
            log.Warning("{Scorer} scores, not the kernel, which must not be used on this processor: {Reason}", report.Name, report.Reason);
        else if (report.Gate is { } gate)
            log.Information("{Scorer} scores: {Reason}; the parity gate: {Gate}", report.Name, report.Reason, gate.Describe());
        else
            log.Information("{Scorer} scores: {Reason}", report.Name, report.Reason);
    }

    public static void RowsStaged(this ILogger log, long rowsRead, long rowsScored, long rowsQuarantined) => log.Information(
        "Staged: {RowsRead} rows read, {RowsScored} scored, {RowsQuarantined} quarantined", rowsRead, rowsScored, rowsQuarantined);

    public static void HashesCollided(this ILogger log, int idCount) => log.Information(
        "{IdCount} id(s) share a hash with a duplicate id; scoring again so that they are not taken for duplicates", idCount);

    public static void RunFailed(this ILogger log, Exception exception, string runId) =>
        log.Debug(exception, "Run {RunId} failed", runId);
}
