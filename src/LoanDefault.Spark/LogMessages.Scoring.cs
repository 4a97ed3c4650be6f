using Serilog;

namespace LoanDefault.Spark;

internal static partial class LogMessages
{
    public static void InputFound(this ILogger log, string path, int fileCount, long? rowCount, int unknownColumnCount) => log.Information(
        "Input {Path}: {FileCount} file(s), {RowCount} rows, {UnknownColumnCount} columns that the contract does not know",
        path, fileCount, rowCount, unknownColumnCount);

    public static void ColumnsAbsent(this ILogger log, int columnCount, IEnumerable<string> columns) => log.Warning(
        "{ColumnCount} column(s) of the contract are absent from whole files: {Columns}", columnCount, string.Join("; ", columns));

    public static void RowsStaged(this ILogger log, long rowsRead, long rowsScored, long rowsQuarantined) => log.Information(
        "Staged: {RowsRead} rows read, {RowsScored} scored, {RowsQuarantined} quarantined", rowsRead, rowsScored, rowsQuarantined);
}
