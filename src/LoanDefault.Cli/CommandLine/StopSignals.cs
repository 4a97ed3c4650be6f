using System.Runtime.InteropServices;
using LoanDefault.Cli.Native;

namespace LoanDefault.Cli.CommandLine;

/// <summary>
/// Ctrl-C, SIGTERM and the end of the time that a run may take. The first one asks the work to stop; if it has not stopped soon, or at a second signal, the
/// process ends where it stands, which is safe: a table is published by one atomic step or not at all.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    /// <summary>How long work in this process may take to stop by itself: within two seconds the process has ended.</summary>
    internal static readonly TimeSpan OwnPatience = TimeSpan.FromSeconds(1.5);

    /// <summary>The same for a Spark, which must tell its executors.</summary>
    internal static readonly TimeSpan SparkPatience = TimeSpan.FromSeconds(15);

    private readonly CancellationTokenSource _source = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly Action<int> _exit;
    private readonly TimeProvider _time;
    private ITimer? _limit;
    private ITimer? _watchdog;
    private int _exitCode;

    internal StopSignals(TimeProvider time, Action<int> exit)
    {
        _time = time;
        _exit = exit;
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>The exit code of the first signal; 0 while there was none.</summary>
    public int ExitCode => Volatile.Read(ref _exitCode);

    /// <summary>How long the work may take to stop by itself.</summary>
    public TimeSpan Patience { get; set; } = OwnPatience;

    /// <summary>Starts to listen to the process's signals.</summary>
    public static StopSignals Listen()
    {
        var stop = new StopSignals(TimeProvider.System, EndProcess);
        foreach (PosixSignal signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM })
        {
            stop._registrations.Add(PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                stop.Receive(context.Signal);
            }));
        }

        return stop;
    }

    /// <summary>Asks the work to stop when it takes longer.</summary>
    /// <param name="limit">The time from now on.</param>
    public void StopAfter(TimeSpan limit) =>
        _limit = _time.CreateTimer(_ => Begin(ExitCodes.TimedOut), null, limit, Timeout.InfiniteTimeSpan);

    /// <inheritdoc />
    public void Dispose()
    {
        _limit?.Dispose();
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
        _watchdog?.Dispose();
        _source.Dispose();
    }

    // Nothing managed is asked any more: another thread may hold the console's lock. The progress bar hid the cursor.
    private static void EndProcess(int exitCode)
    {
        ReadOnlySpan<byte> message = "error: stopped at once: the table has the whole run or nothing of it; the same command starts again\n"u8;
        ReadOnlySpan<byte> showCursor = "\e[?25h\n"u8;
        if (NativeMethods.IsTerminal(NativeMethods.StandardError) != 0)
            _ = NativeMethods.Write(NativeMethods.StandardError, showCursor, (nuint)showCursor.Length);
        _ = NativeMethods.Write(NativeMethods.StandardError, message, (nuint)message.Length);
        NativeMethods.ExitNow(exitCode);
    }

    internal void Receive(PosixSignal signal)
    {
        int code = signal == PosixSignal.SIGINT ? ExitCodes.Interrupted : ExitCodes.Terminated;
        if (!Begin(code))
            _exit(code);
    }

    private bool Begin(int code)
    {
        if (Interlocked.CompareExchange(ref _exitCode, code, 0) != 0)
            return false;
        _watchdog = _time.CreateTimer(_ => _exit(code), null, Patience, Timeout.InfiniteTimeSpan);
        _source.Cancel();
        return true;
    }
}
