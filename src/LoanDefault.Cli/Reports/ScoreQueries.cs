using System.Globalization;
using LoanDefault.Embedded.DuckDb;

namespace LoanDefault.Cli.Reports;

/// <summary>Queries that can be copied from a summary. They name the run's own files, so a replaced run is not counted.</summary>
internal static class ScoreQueries
{
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
        + $"FROM read_parquet({Files(report.Scored, report)}) GROUP BY ALL ORDER BY ALL;";

    private static string Quarantine(ScoreReport report) =>
        $"SELECT rule_id, column_name, count(*) AS applications FROM read_parquet({Files(report.Quarantine, report)}) GROUP BY ALL ORDER BY ALL;";

    private static string Files(TableFigures table, ScoreReport report) => Sql.FilesIn(Folder(table, report), Pattern(report));

    // The figures of a run that was published before are not known: its files tell.
    private static bool HasFiles(TableFigures table, ScoreReport report) =>
        Directory.Exists(Folder(table, report)) && Directory.EnumerateFiles(Folder(table, report), Pattern(report)).Any();

    private static string Folder(TableFigures table, ScoreReport report) =>
        string.Create(CultureInfo.InvariantCulture, $"{table.Folder.TrimEnd('/')}/business_date={report.BusinessDate:yyyy-MM-dd}");

    private static string Pattern(ScoreReport report) => report.PublishedRunId is { } runId ? $"*-{runId}.parquet" : "*.parquet";
}
