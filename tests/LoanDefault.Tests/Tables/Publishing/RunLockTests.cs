using LoanDefault.Tables.Publishing;
using LoanDefault.Tests.Tables.Support;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace LoanDefault.Tests.Tables.Publishing;

internal sealed class RunLockTests : ILogEventSink
{
    private readonly ManualResetEventSlim _waits = new();
    private readonly MemoryStore _store = new(new ManualClock());
    private Logger _log = null!;

    [OneTimeSetUp]
    public void MakeLog() => _log = new LoggerConfiguration().WriteTo.Sink(this).CreateLogger();

    [SetUp]
    public void Forget() => _waits.Reset();

    [OneTimeTearDown]
    public void Close()
    {
        _log.Dispose();
        _waits.Dispose();
    }

    [Test]
    public async Task A_second_run_of_a_date_waits_until_the_first_has_ended()
    {
        using IDisposable first = Take(Job.Date);
        Task<IDisposable> second = Task.Run(() => Take(Job.Date));
        _waits.Wait();
        Assert.That(second.IsCompleted, Is.False);

        first.Dispose();

        (await second).Dispose();
    }

    [Test]
    public void Runs_of_different_dates_do_not_wait_for_each_other()
    {
        using IDisposable one = Take(Job.Date);
        using IDisposable other = Take(Job.Date.AddDays(1));

        Assert.That(_waits.IsSet, Is.False);
    }

    [Test]
    public void Waiting_ends_when_it_is_cancelled()
    {
        using IDisposable first = Take(Job.Date);
        using var stop = new CancellationTokenSource();
        Task second = Task.Run(() => Take(Job.Date, stop.Token));
        _waits.Wait();

        stop.Cancel();

        Assert.That(async () => await second, Throws.InstanceOf<OperationCanceledException>());
    }

    public void Emit(LogEvent logEvent) => _waits.Set();

    private IDisposable Take(DateOnly date, CancellationToken cancellation = default) =>
        new RunLock(_store, TimeProvider.System, _log).Take(date, cancellation);
}
