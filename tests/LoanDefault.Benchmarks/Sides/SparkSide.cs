using System.Diagnostics;
using System.Text.Json;

namespace LoanDefault.Benchmarks.Sides;

/// <summary>What a piece of work cost.</summary>
/// <param name="Seconds">Wall time.</param>
/// <param name="CpuSeconds">Processor time of driver, Spark and workers together.</param>
internal readonly record struct Cost(double Seconds, double CpuSeconds);

/// <summary>A driver program with its Spark and workers, ours or PySpark's, that runs one piece of work after the other.</summary>
internal sealed class SparkSide : IDisposable
{
    private readonly Process _process;
    private readonly ProcessTree _tree;
    private readonly string _log;

    private SparkSide(Process process, string log)
    {
        _process = process;
        _log = log;
        _tree = new ProcessTree(process.Id);
    }

    /// <summary>Starts the program; it is ready when it answers.</summary>
    /// <param name="start">Program, arguments and environment.</param>
    /// <param name="log">The file that takes its standard error.</param>
    public static SparkSide Start(ProcessStartInfo start, string log)
    {
        ProcessStartInfo shell = ThroughShell(start, "log=$1; shift; exec \"$@\" 2>>\"$log\"", log);
        shell.RedirectStandardInput = true;
        shell.RedirectStandardOutput = true;
        return new SparkSide(Process.Start(shell)!, log);
    }

    /// <summary>A program that a shell becomes, so that all that it starts writes to a file and not through this process.</summary>
    /// <param name="start">Program, arguments and environment.</param>
    /// <param name="script">Gets the log, then the program and its arguments.</param>
    /// <param name="log">The file.</param>
    public static ProcessStartInfo ThroughShell(ProcessStartInfo start, string script, string log)
    {
        var shell = new ProcessStartInfo("/bin/sh", ["-c", script, "sh", log, start.FileName, .. start.ArgumentList]);
        foreach ((string key, string? value) in start.Environment)
            shell.Environment[key] = value;
        return shell;
    }

    /// <summary>Runs work and waits for its end.</summary>
    public Cost Run(SparkRequest request)
    {
        double cpu = _tree.CpuSeconds();
        long started = Stopwatch.GetTimestamp();
        _process.StandardInput.WriteLine(JsonSerializer.Serialize(request));
        _process.StandardInput.Flush();
        Answer();
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new Cost(seconds, _tree.CpuSeconds() - cpu);
    }

    /// <summary>Ends the program and its Spark.</summary>
    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(30)))
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    // Spark writes to standard output too, but no JSON objects.
    private void Answer()
    {
        while (_process.StandardOutput.ReadLine() is { } line)
        {
            if (line.StartsWith('{'))
                return;
        }
        throw new InvalidOperationException($"a side of the comparison ended before its work was done: see {_log}");
    }
}
