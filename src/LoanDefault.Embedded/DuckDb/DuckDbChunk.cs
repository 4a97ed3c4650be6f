using LoanDefault.Embedded.Native;

namespace LoanDefault.Embedded.DuckDb;

/// <summary>Up to 2,048 rows as columns, in the engine's memory until disposed.</summary>
public sealed class DuckDbChunk : IDisposable
{
    private readonly DataChunkHandle _handle;
    private readonly ChunkView _view;

    internal DuckDbChunk(DataChunkHandle handle)
    {
        _handle = handle;
        _view = new ChunkView(handle.DangerousGetHandle());
    }

    /// <summary>Rows in this chunk.</summary>
    public int RowCount => View.RowCount;

    /// <summary>The columns; valid until the chunk is disposed.</summary>
    /// <exception cref="ObjectDisposedException">The chunk was disposed.</exception>
    public ChunkView View
    {
        get
        {
            ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
            return _view;
        }
    }

    /// <summary>Frees the rows.</summary>
    public void Dispose() => _handle.Dispose();
}
