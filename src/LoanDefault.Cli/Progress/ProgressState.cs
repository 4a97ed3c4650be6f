using LoanDefault.Core.Pipeline;

namespace LoanDefault.Cli.Progress;

/// <summary>How far the work is. Written by the work's threads, read by a display.</summary>
internal sealed class ProgressState : IRunProgress
{
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly Action<ProgressState>? _phaseBegan;
    private volatile Phase? _phase;

    /// <summary>Creates the state.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="phaseBegan">Called when a phase has begun; null for nobody.</param>
    public ProgressState(TimeProvider time, Action<ProgressState>? phaseBegan = null)
    {
        _time = time;
        _start = time.GetTimestamp();
        _phaseBegan = phaseBegan;
    }

    /// <summary>Time since the command began.</summary>
    public TimeSpan Elapsed => _time.GetElapsedTime(_start);

    /// <summary>Where the present phase stands; null before the first.</summary>
    public ProgressSnapshot? Snapshot() => _phase is { } phase
        ? new ProgressSnapshot(phase.Name, Interlocked.Read(ref phase.Rows), phase.TotalRows, _time.GetElapsedTime(phase.Start), phase.Detail)
        : null;

    /// <inheritdoc />
    public void Begin(string phase, long? totalRows = null)
    {
        _phase = new Phase(phase, totalRows, _time.GetTimestamp());
        _phaseBegan?.Invoke(this);
    }

    /// <inheritdoc />
    public void Add(long rows)
    {
        if (_phase is { } phase)
            Interlocked.Add(ref phase.Rows, rows);
    }

    /// <inheritdoc />
    public void Tell(string? detail)
    {
        if (_phase is { } phase)
            phase.Detail = detail;
    }

    private sealed class Phase(string name, long? totalRows, long start)
    {
        public long Rows;

        public volatile string? Detail;

        public string Name { get; } = name;

        public long? TotalRows { get; } = totalRows;

        public long Start { get; } = start;
    }
}
