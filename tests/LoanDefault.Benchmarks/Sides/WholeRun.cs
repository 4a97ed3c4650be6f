using System.Diagnostics;

namespace LoanDefault.Benchmarks.Sides;

/// <summary>A program that is run from start to end, with all that it starts.</summary>
internal static class WholeRun
{
    // What a process uses between the last look and its end is missed.
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>Runs the program.</summary>
    /// <param name="start">Program, arguments and environment.</param>
    /// <param name="log">The file that takes both output streams.</param>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static Cost Measure(ProcessStartInfo start, string log)
    {
        ProcessStartInfo shell = SparkSide.ThroughShell(start, "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1", log);
        long started = Stopwatch.GetTimestamp();
        using Process process = Process.Start(shell)!;
        var tree = new ProcessTree(process.Id);
        double cpu;
        do
            cpu = tree.CpuSeconds();
        while (!process.WaitForExit(LookInterval));
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return process.ExitCode == 0
            ? new Cost(seconds, cpu)
            : throw new InvalidOperationException($"{start.FileName} ended with exit code {process.ExitCode}: see {log}");
    }
}
