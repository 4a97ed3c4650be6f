using LoanDefault.Tables.Stores;

namespace LoanDefault.Tests.Tables.Support;

/// <summary>
/// An actor that stops before one of its operations on the logs until it is told to finish. Only one side runs at a
/// time, so the order of everything is fixed.
/// </summary>
internal sealed class PausedActor : IDisposable
{
    private readonly ManualResetEventSlim _isPaused = new();
    private readonly ManualResetEventSlim _mayFinish = new();
    private readonly Thread _thread;
    private ActorOutcome _outcome;

    internal PausedActor(Actor actor, IFileStore store, int step)
    {
        _thread = new Thread(() =>
        {
            _outcome = actor.Run(store, step, Pause, StepKind.Log);
            _isPaused.Set();
        });
        _thread.Start();
        _isPaused.Wait();
    }

    internal ActorOutcome Finish()
    {
        _mayFinish.Set();
        _thread.Join();
        return _outcome;
    }

    public void Dispose()
    {
        Finish();
        _isPaused.Dispose();
        _mayFinish.Dispose();
    }

    private void Pause()
    {
        _isPaused.Set();
        _mayFinish.Wait();
    }
}
