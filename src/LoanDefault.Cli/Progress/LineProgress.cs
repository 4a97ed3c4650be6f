using LoanDefault.Core.Pipeline;
using Serilog;

namespace LoanDefault.Cli.Progress;

/// <summary>Progress where there is no terminal: a log line at each phase and every ten seconds.</summary>
internal sealed class LineProgress : IDisposable
{
    /// <summary>Time between two lines of one phase.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly ILogger _log;
    private readonly ProgressState _state;
    private readonly ITimer _timer;

    /// <summary>Starts to write lines.</summary>
    /// <param name="log">Receives the lines.</param>
    /// <param name="time">The clock.</param>
    public LineProgress(ILogger log, TimeProvider time)
    {
        _log = log;
        _state = new ProgressState(time, state => _log.PhaseBegan(state.Snapshot()!.Phase, state.Elapsed.TotalSeconds));
        _timer = time.CreateTimer(_ => WriteLine(), null, Interval, Interval);
    }

    /// <summary>What the work reports to.</summary>
    public IRunProgress Progress => _state;

    /// <inheritdoc />
    public void Dispose() => _timer.Dispose();

    private void WriteLine()
    {
        if (_state.Snapshot() is not { } now)
            return;
        string detail = now.Detail is null ? "" : $" ({now.Detail})";
        if (now.Rows == 0)
        {
            if (now.Detail is not null)
                _log.DetailOf(now.Phase, now.Detail);
        }
        else if (now is { TotalRows: { } total, Remaining: { } remaining })
            _log.RowsOfTotalDone(now.Phase, now.Rows, total, now.RowsPerSecond, remaining.TotalSeconds, detail);
        else
            _log.RowsDone(now.Phase, now.Rows, now.RowsPerSecond, detail);
    }
}
