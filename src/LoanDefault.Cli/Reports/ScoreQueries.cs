using System.Globalization;

namespace LoanDefault.Cli.Reports;

/// <summary>Queries that can be copied from a summary. They name the run's own files, so a replaced run is not counted.</summary>
internal static class ScoreQueries
{
    /// <summary>What was decided.</summary>
    /// <param name="report">A published run.</param>
    public static string Scored(ScoreReport report) =>
        "SELECT band, decision, count(*) AS applications, round(avg(probability_of_default), 4) AS mean_pd "
        + $"FROM read_parquet({Files(report.Scored, report)}) GROUP BY ALL ORDER BY ALL;";

    /// <summary>What was refused and why.</summary>
    /// <param name="report">A published run.</param>
    public static string Quarantine(ScoreReport report) =>
        $"SELECT rule_id, column_name, count(*) AS applications FROM read_parquet({Files(report.Quarantine, report)}) GROUP BY ALL ORDER BY ALL;";

    private static string Files(TableFigures table, ScoreReport report)
    {
        string date = report.BusinessDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        string run = report.PublishedRunId is { } runId ? $"*-{runId}.parquet" : "*.parquet";
        string glob = $"{table.Folder.TrimEnd('/')}/business_date={date}/{run}";
        return $"'{glob.Replace("'", "''", StringComparison.Ordinal)}'";
    }
}
