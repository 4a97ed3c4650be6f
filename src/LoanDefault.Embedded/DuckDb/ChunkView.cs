using LoanDefault.Embedded.Native;

namespace LoanDefault.Embedded.DuckDb;

/// <summary>A chunk's columns on the engine's memory. Valid only while the engine keeps the chunk: inside a function's
/// call, or until a <see cref="DuckDbChunk"/> is disposed.</summary>
public readonly struct ChunkView
{
    private readonly nint _chunk;

    internal ChunkView(nint chunk)
    {
        _chunk = chunk;
        RowCount = (int)NativeMethods.DataChunkSize(chunk);
    }

    /// <summary>Rows: 0 .. 2,048.</summary>
    public int RowCount { get; }

    /// <summary>Columns.</summary>
    public int ColumnCount => (int)NativeMethods.DataChunkColumnCount(_chunk);

    /// <summary>A column's vector.</summary>
    /// <param name="column">From 0.</param>
    public VectorView Column(int column) => new(NativeMethods.DataChunkVector(_chunk, (ulong)column), RowCount);
}
