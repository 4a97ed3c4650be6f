using System.Globalization;
using System.Text.Json.Nodes;
using LoanDefault.Cli.Reports;
using LoanDefault.Core.Pipeline;
using Serilog;

namespace LoanDefault.Cli.Progress;

/// <summary>
/// How far the work is, as JSON in a file that is written again every ten seconds and at each phase: old when the process
/// is gone, the same rows again and again when it is stuck. Passes on what it hears.
/// </summary>
internal sealed class Heartbeat : IRunProgress, IDisposable
{
    private readonly string _file;
    private readonly IRunProgress _next;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly ProgressState _state;
    private readonly ITimer _timer;
    private readonly Lock _writing = new();
    private bool _failed;

    /// <summary>Begins to write.</summary>
    /// <param name="file">The file, which is replaced whole each time.</param>
    /// <param name="next">Hears the same.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Hears when the file cannot be written any more; the work goes on.</param>
    public Heartbeat(string file, IRunProgress next, TimeProvider time, ILogger log)
    {
        _file = file;
        _next = next;
        _time = time;
        _log = log;
        _state = new ProgressState(time);
        _timer = time.CreateTimer(_ => Write(), null, LineProgress.Interval, LineProgress.Interval);
    }

    /// <inheritdoc />
    public void Begin(string phase, long? totalRows = null)
    {
        _state.Begin(phase, totalRows);
        _next.Begin(phase, totalRows);
        Write();
    }

    /// <inheritdoc />
    public void Add(long rows)
    {
        _state.Add(rows);
        _next.Add(rows);
    }

    /// <inheritdoc />
    public void Tell(string? detail)
    {
        _state.Tell(detail);
        _next.Tell(detail);
    }

    /// <inheritdoc />
    public void Dispose() => _timer.Dispose();

    private void Write()
    {
        if (_state.Snapshot() is not { } now)
            return;
        lock (_writing)
        {
            try
            {
                SummaryFile.Write(_file, Describe(now));
                _failed = false;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                if (!_failed)
                    _log.HeartbeatNotWritten(_file, e.Message);
                _failed = true;
            }
        }
    }

    private JsonObject Describe(ProgressSnapshot now) => new()
    {
        ["at"] = _time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        ["process_id"] = Environment.ProcessId,
        ["seconds"] = Math.Round(_state.Elapsed.TotalSeconds, 1),
        ["phase"] = now.Phase,
        ["phase_seconds"] = Math.Round(now.Elapsed.TotalSeconds, 1),
        ["rows"] = now.Rows,
        ["total_rows"] = now.TotalRows,
        ["detail"] = now.Detail,
    };
}
