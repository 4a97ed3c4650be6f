using System.Runtime.ExceptionServices;

namespace LoanDefault.Embedded.DuckDb;

/// <summary>
/// The first exception that a function of ours threw inside the engine. The engine only carries text, so the query fails
/// with a text, and the caller of the query gets the exception itself.
/// </summary>
internal sealed class CallbackFailures
{
    private ExceptionDispatchInfo? _first;

    internal void Add(Exception exception) =>
        Interlocked.CompareExchange(ref _first, ExceptionDispatchInfo.Capture(exception), null);

    /// <summary>Rethrows what was added, once, with the stack it came from; returns when there is nothing.</summary>
    internal void Rethrow() => Interlocked.Exchange(ref _first, null)?.Throw();
}
