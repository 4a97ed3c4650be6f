using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace LoanDefault.IntegrationTests.Cli.Support;

/// <summary>A process that a test started; it is ended when the test forgets it.</summary>
internal sealed class ChildProcess : IDisposable
{
    private static readonly TimeSpan HangTimeout = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly StringBuilder _out = new();
    private readonly StringBuilder _error = new();

    private ChildProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Append(_out, line.Data);
        _process.ErrorDataReceived += (_, line) => Append(_error, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>What the process has written to standard error up to now.</summary>
    public string ErrorSoFar
    {
        get
        {
            lock (_error)
                return _error.ToString();
        }
    }

    /// <summary>What the process has written to standard output up to now.</summary>
    public string OutSoFar
    {
        get
        {
            lock (_out)
                return _out.ToString();
        }
    }

    public bool HasExited => _process.HasExited;

    public static ChildProcess Start(
        string program, IEnumerable<string> arguments, string? folder = null, IReadOnlyDictionary<string, string?>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder ?? Repository.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string? value) in environment ?? new Dictionary<string, string?>())
            start.Environment[name] = value;
        return new ChildProcess(start);
    }

    public void Signal(PosixSignal signal) => ProcessTable.Signal(_process.Id, signal);

    /// <summary>Ends the process as <c>kill -9</c> does.</summary>
    public void KillHard() => _process.Kill();

    public ProcessResult WaitForExit()
    {
        if (!_process.WaitForExit(HangTimeout))
            throw new TimeoutException($"{_process.StartInfo.FileName} hangs; it wrote:\n{ErrorSoFar}");
        _process.WaitForExit();
        return new ProcessResult(_process.ExitCode, _out.ToString(), _error.ToString());
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (line is null)
            return;
        lock (text)
            text.Append(line).Append('\n');
    }
}

/// <summary>How a process ended.</summary>
internal sealed record ProcessResult(int ExitCode, string Out, string Error)
{
    public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
