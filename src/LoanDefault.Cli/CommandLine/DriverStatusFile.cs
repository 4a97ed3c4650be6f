using System.Globalization;

namespace LoanDefault.Cli.CommandLine;

/// <summary>
/// What the script that started <c>spark-submit</c> reads: this process's id, to which it passes signals, and how it ended.
/// A JVM that gets a signal ends at once with a code of its own, whatever this process, its child, still does.
/// </summary>
/// <param name="path">The file that the script made; null when no script asks.</param>
internal sealed class DriverStatusFile(string? path)
{
    private const string Variable = "LOANDEFAULT_DRIVER_STATUS";

    /// <summary>The file that the environment names.</summary>
    public static DriverStatusFile FromEnvironment() =>
        new(Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path ? path : null);

    /// <summary>This process runs.</summary>
    public void Began() => Append("pid", Environment.ProcessId);

    /// <summary>A signal has reached this process: the script need not pass it on.</summary>
    /// <param name="exitCode">The exit code of the signal.</param>
    public void Stopping(int exitCode) => Append("stopping", exitCode);

    /// <summary>This process is about to end.</summary>
    /// <param name="exitCode">Its exit code.</param>
    public void Ended(int exitCode) => Append("exit", exitCode);

    // Without the file the script falls back on the exit code of spark-submit.
    private void Append(string name, int value)
    {
        if (path is null)
            return;
        try
        {
            File.AppendAllText(path, string.Create(CultureInfo.InvariantCulture, $"{name}={value}\n"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"the status file {path} cannot be written: {e.Message}");
        }
    }
}
