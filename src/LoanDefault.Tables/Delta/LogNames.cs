using System.Globalization;

namespace LoanDefault.Tables.Delta;

/// <summary>The names of the files in <c>_delta_log</c>.</summary>
internal static class LogNames
{
    internal const string Folder = "_delta_log";

    internal const string LastCheckpoint = "_last_checkpoint";

    private const int VersionDigits = 20;
    private const int PartDigits = 10;

    internal static string Commit(long version) => Digits(version, VersionDigits) + ".json";

    /// <summary>The files of a classic checkpoint.</summary>
    /// <param name="version">The version that it holds.</param>
    /// <param name="parts">The number of parts, or 0 for one file without part numbers.</param>
    internal static IReadOnlyList<string> Checkpoint(long version, int parts) => parts == 0
        ? [Digits(version, VersionDigits) + ".checkpoint.parquet"]
        : Enumerable.Range(1, parts)
            .Select(part => $"{Digits(version, VersionDigits)}.checkpoint.{Digits(part, PartDigits)}"
                + $".{Digits(parts, PartDigits)}.parquet")
            .ToList();

    internal static bool TryParseCommit(string name, out long version)
    {
        version = 0;
        return name.Length == VersionDigits + ".json".Length && name.EndsWith(".json", StringComparison.Ordinal)
            && TryDigits(name[..VersionDigits], out version);
    }

    /// <summary>A checkpoint file's version and number of parts (0: one file).</summary>
    internal static bool TryParseCheckpoint(string name, out (long Version, int Parts) checkpoint)
    {
        checkpoint = default;
        var fields = name.Split('.');
        if (fields.Length is not (3 or 5) || fields[1] != "checkpoint" || fields[^1] != "parquet"
            || fields[0].Length != VersionDigits || !TryDigits(fields[0], out var version))
            return false;
        long parts = 0;
        if (fields.Length == 5 && !(TryDigits(fields[2], out _) && TryDigits(fields[3], out parts) && parts is > 0 and <= int.MaxValue))
            return false;
        checkpoint = (version, (int)parts);
        return true;
    }

    /// <summary>Whether a file that is not a classic checkpoint looks like another kind of checkpoint.</summary>
    internal static bool IsUnknownCheckpoint(string name) =>
        name.Split('.') is [{ Length: VersionDigits }, "checkpoint", _, "parquet" or "json"];

    private static string Digits(long value, int count) =>
        value.ToString(CultureInfo.InvariantCulture).PadLeft(count, '0');

    private static bool TryDigits(string text, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
