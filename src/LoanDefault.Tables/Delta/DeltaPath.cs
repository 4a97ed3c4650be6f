using System.Globalization;

namespace LoanDefault.Tables.Delta;

/// <summary>Paths of data files, and the one partition column.</summary>
internal static class DeltaPath
{
    /// <summary>The partition column. It is in the path and the log, never in the data files.</summary>
    internal const string PartitionColumn = "business_date";

    internal static string PartitionValue(DateOnly businessDate) =>
        businessDate.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The folder of a date's data files, relative to the table.</summary>
    internal static string PartitionFolder(DateOnly businessDate) =>
        $"{PartitionColumn}={PartitionValue(businessDate)}";

    /// <summary>A path as the log wants it: each part URL-encoded, '=' and '/' as they are.</summary>
    internal static string Encode(string path) =>
        Uri.EscapeDataString(path).Replace("%2F", "/", StringComparison.Ordinal).Replace("%3D", "=", StringComparison.Ordinal);

    /// <summary>The file that a path of the log means; two spellings of one file become equal.</summary>
    internal static string Decode(string path) => Uri.UnescapeDataString(path);
}
