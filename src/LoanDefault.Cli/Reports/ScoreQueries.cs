using System.Globalization;
using LoanDefault.Embedded.DuckDb;

namespace LoanDefault.Cli.Reports;

/// <summary>
/// Queries that can be copied from a summary. On a local path they are DuckDB's and name the run's own files, so a replaced
/// run is not counted; elsewhere they are those of Spark with Delta Lake, whose log knows it.
/// </summary>
internal static class ScoreQueries
{
    private const string LocalScheme = "file:";

    /// <summary>Who runs them.</summary>
    /// <param name="report">A published run.</param>
    public static string Engine(ScoreReport report) => IsLocal(report.Scored) ? "DuckDB" : "Spark with Delta Lake";

    /// <summary>What was decided, and what was refused and why; no query for a table that the run put no row into.</summary>
    /// <param name="report">A published run.</param>
    public static IEnumerable<string> Of(ScoreReport report)
    {
        if (report.Figures is null ? HasFiles(report.Scored, report) : report.Figures.RowsScored > 0)
            yield return Scored(report);
        if (report.Figures is null ? HasFiles(report.Quarantine, report) : report.Figures.RowsQuarantined > 0)
            yield return Quarantine(report);
    }

    private static string Scored(ScoreReport report) =>
        "SELECT band, decision, count(*) AS applications, round(avg(probability_of_default), 4) AS mean_pd "
        + $"FROM {Rows(report.Scored, report)} GROUP BY ALL ORDER BY ALL;";

    private static string Quarantine(ScoreReport report) =>
        $"SELECT rule_id, column_name, count(*) AS applications FROM {Rows(report.Quarantine, report)} GROUP BY ALL ORDER BY ALL;";

    private static string Rows(TableFigures table, ScoreReport report) => IsLocal(table)
        ? $"read_parquet({Sql.FilesIn(Folder(table, report), Pattern(report))})"
        : string.Create(
            CultureInfo.InvariantCulture, $"delta.`{table.Folder.Replace("`", "``", StringComparison.Ordinal)}` WHERE business_date = '{report.BusinessDate:yyyy-MM-dd}'");

    // The figures of a run that was published before are not known: its files tell. Elsewhere any query can be asked.
    private static bool HasFiles(TableFigures table, ScoreReport report) => !IsLocal(table)
        || (Directory.Exists(Folder(table, report)) && Directory.EnumerateFiles(Folder(table, report), Pattern(report)).Any());

    private static string Folder(TableFigures table, ScoreReport report) =>
        string.Create(CultureInfo.InvariantCulture, $"{LocalPath(table).TrimEnd('/')}/business_date={report.BusinessDate:yyyy-MM-dd}");

    private static bool IsLocal(TableFigures table) => !LocalPath(table).Contains("://", StringComparison.Ordinal);

    // 'file:/a' and 'file:///a' are '/a'.
    private static string LocalPath(TableFigures table) => table.Folder.StartsWith(LocalScheme + "/", StringComparison.Ordinal)
        ? "/" + table.Folder[LocalScheme.Length..].TrimStart('/')
        : table.Folder;

    private static string Pattern(ScoreReport report) => report.PublishedRunId is { } runId ? $"*-{runId}.parquet" : "*.parquet";
}
