namespace LoanDefault.Embedded.DuckDb;

/// <summary>
/// Turns a cancelled token into an interrupt. The engine forgets an interrupt that comes before a statement has begun,
/// so it is repeated until the statement has ended.
/// </summary>
internal sealed class Interrupter : IDisposable
{
    private static readonly TimeSpan RepeatAfter = TimeSpan.FromMilliseconds(20);

    private readonly Lock _gate = new();
    private readonly DuckDbConnection _connection;
    private readonly CancellationTokenRegistration _registration;
    private Timer? _timer;
    private bool _ended;

    internal Interrupter(DuckDbConnection connection, CancellationToken cancellation)
    {
        _connection = connection;
        if (cancellation.CanBeCanceled)
            _registration = cancellation.Register(Begin);
    }

    private void Begin()
    {
        lock (_gate)
        {
            if (!_ended)
                _timer = new Timer(_ => Interrupt(), null, TimeSpan.Zero, RepeatAfter);
        }
    }

    private void Interrupt()
    {
        lock (_gate)
        {
            if (!_ended)
                _connection.Interrupt();
        }
    }

    public void Dispose()
    {
        _registration.Dispose();
        lock (_gate)
        {
            _ended = true;
            _timer?.Dispose();
        }
    }
}
