using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

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
        string full = Path.GetFullPath(path);
        string temporary = Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetFileName(full)}.{Environment.ProcessId}.tmp");
        try
        {
            File.WriteAllText(temporary, summary.ToJsonString(Indented) + "\n");
            File.Move(temporary, full, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
