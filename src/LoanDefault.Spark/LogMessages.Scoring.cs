using LoanDefault.Core.Scoring;
using LoanDefault.Tables.Runs;
using Serilog;

namespace LoanDefault.Spark;

internal static partial class LogMessages
{
    public static void InputFound(this ILogger log, string path, int fileCount, long? rowCount, int unknownColumnCount) => log.Information(
        "Input {Path}: {FileCount} file(s), {RowCount} rows, {UnknownColumnCount} columns that the contract does not know",
        path, fileCount, rowCount, unknownColumnCount);

    public static void ColumnsAbsent(this ILogger log, int columnCount, IEnumerable<string> columns) => log.Warning(
        "{ColumnCount} column(s) of the contract are absent from whole files: {Columns}", columnCount, string.Join("; ", columns));

    public static void ScorersChosen(this ILogger log, ScorerFigures scorer)
    {
        ScorerReport first = scorer.First;
        if (scorer.ProcessesFallenBack > 0)
        {
            log.Warning(
                "In {ProcessesFallenBack} of {Processes} worker process(es) {Scorer} scored, not the kernel, which must not be used on that processor: {Reason}",
                scorer.ProcessesFallenBack, scorer.Processes.Count, first.Name, first.Reason);
        }
        else
        {
            log.Information(
                "{Scorer} scored in {Processes} worker process(es): {Reason}; the parity gate: {Gate}",
                scorer.Names, scorer.Processes.Count, first.Reason, first.Gate?.Describe() ?? "not needed");
        }
    }

    public static void RowsStaged(this ILogger log, long rowsRead, long rowsScored, long rowsQuarantined) => log.Information(
        "Staged: {RowsRead} rows read, {RowsScored} scored, {RowsQuarantined} quarantined", rowsRead, rowsScored, rowsQuarantined);
}
