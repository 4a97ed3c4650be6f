using LoanDefault.Tables.Delta;

namespace LoanDefault.Tables.Publishing;

/// <summary>
/// Names of staging folders and of data files: <c>scored/.staging/RUN/business_date=DATE/</c> and
/// <c>scored/business_date=DATE/part-00000-RUN.parquet</c>. A staging folder that outlives its run so tells where the
/// run's files may lie that no commit names.
/// </summary>
internal static class StagingFolders
{
    private const string Name = ".staging";
    private const string DataFilePrefix = "part-";
    private const string DataFileExtension = ".parquet";

    internal static string Root(string table) => $"{table}/{Name}";

    internal static string OfRun(string table, string runId) => $"{Root(table)}/{runId}";

    internal static string OfDate(string table, string runId, DateOnly date) =>
        $"{OfRun(table, runId)}/{DeltaPath.PartitionFolder(date)}";

    /// <summary>A data file's name relative to the table's folder.</summary>
    internal static string DataFile(DateOnly date, int index, string runId) =>
        $"{DeltaPath.PartitionFolder(date)}/{DataFilePrefix}{index:D5}-{runId}{DataFileExtension}";

    /// <summary>Whether a file's name, without folder, says that a run made it.</summary>
    internal static bool IsOfRun(string fileName, string runId)
    {
        var ending = $"-{runId}{DataFileExtension}";
        return fileName.Length > DataFilePrefix.Length + ending.Length
            && fileName.StartsWith(DataFilePrefix, StringComparison.Ordinal)
            && fileName.EndsWith(ending, StringComparison.Ordinal)
            && fileName[DataFilePrefix.Length..^ending.Length].All(char.IsAsciiDigit);
    }
}
