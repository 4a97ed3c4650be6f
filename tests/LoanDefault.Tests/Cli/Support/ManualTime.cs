namespace LoanDefault.Tests.Cli.Support;

/// <summary>A clock that stands still until a test moves it; its timers fire on the test's thread.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly List<ManualTimer> _timers = [];
    private long _ticks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _ticks;

    public override DateTimeOffset GetUtcNow() => new(new DateTime(2026, 1, 31, 0, 0, 0, DateTimeKind.Utc).AddTicks(_ticks));

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(() => callback(state), _ticks + dueTime.Ticks, period);
        _timers.Add(timer);
        return timer;
    }

    public void Advance(TimeSpan time)
    {
        _ticks += time.Ticks;
        foreach (ManualTimer timer in _timers.ToArray())
            timer.FireUntil(_ticks);
    }

    private sealed class ManualTimer(Action fire, long due, TimeSpan period) : ITimer
    {
        private long? _due = due;

        public void FireUntil(long now)
        {
            while (_due is { } next && next <= now)
            {
                _due = period > TimeSpan.Zero ? next + period.Ticks : null;
                fire();
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => throw new NotSupportedException();

        public void Dispose() => _due = null;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
