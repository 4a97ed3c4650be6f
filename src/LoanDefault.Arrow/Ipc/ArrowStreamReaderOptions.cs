namespace LoanDefault.Arrow.Ipc;

/// <summary>How a stream is read.</summary>
public sealed record ArrowStreamReaderOptions
{
    /// <summary>
    /// Whether each batch takes the memory of the one before it, which is then invalid; the default. Otherwise each batch has
    /// memory of its own and stays valid.
    /// </summary>
    public bool ReuseMemory { get; init; } = true;

    /// <summary>
    /// Whether a stream may end between two messages without its end-of-stream marker, as the format allows. By default that
    /// is an error, as a sender that died looks the same.
    /// </summary>
    public bool AllowMissingEnd { get; init; }

    /// <summary>Whether disposing the reader closes the stream; by default it stays open.</summary>
    public bool CloseStream { get; init; }
}
