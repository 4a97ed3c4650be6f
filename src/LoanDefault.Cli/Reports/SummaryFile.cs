using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LoanDefault.Core.Errors;

namespace LoanDefault.Cli.Reports;

/// <summary>A run's figures as JSON, in a file that is whole or not there.</summary>
internal static class SummaryFile
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonSerializerOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>How a command ended, with its figures.</summary>
    /// <param name="outcome">How it ended, for machines.</param>
    /// <param name="exitCode">Its exit code.</param>
    /// <param name="error">Why there is no result; null when there is one.</param>
    /// <param name="figures">The figures; null for none.</param>
    public static JsonObject Compose(string outcome, int exitCode, string? error, JsonObject? figures)
    {
        var summary = new JsonObject { ["outcome"] = outcome, ["exit_code"] = exitCode };
        if (error is not null)
            summary["error"] = error;
        foreach ((string name, JsonNode? value) in figures ?? [])
            summary[name] = value?.DeepClone();
        return summary;
    }

    /// <summary>Finds out before the work whether the file can be written after it.</summary>
    /// <param name="path">The file; null for nowhere.</param>
    /// <param name="option">The option that names it.</param>
    /// <exception cref="BadInputException">It cannot be written.</exception>
    public static void EnsureWritable(string? path, string option)
    {
        if (path is null)
            return;
        try
        {
            if (Directory.Exists(path))
                throw new BadInputException($"{path}: is a folder: name a file by {option}", path);
            string temporary = Temporary(path);
            File.WriteAllBytes(temporary, []);
            File.Delete(temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BadInputException($"{path}: cannot be written ({e.Message}): choose another {option}", path, innerException: e);
        }
    }

    /// <summary>The figures on one line.</summary>
    /// <param name="summary">The figures.</param>
    public static string ToLine(JsonObject summary) => summary.ToJsonString(OneLine);

    /// <summary>Writes the figures beside the file first; the finished bytes then take its name.</summary>
    /// <param name="path">The file; null for nowhere.</param>
    /// <param name="summary">The figures.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static void Write(string? path, JsonObject summary)
    {
        if (path is null)
            return;
        string temporary = Temporary(path);
        try
        {
            File.WriteAllText(temporary, summary.ToJsonString(Indented) + "\n");
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static string Temporary(string path)
    {
        string full = Path.GetFullPath(path);
        return Path.Combine(Path.GetDirectoryName(full) ?? full, $".{Path.GetFileName(full)}.{Environment.ProcessId}.tmp");
    }
}
