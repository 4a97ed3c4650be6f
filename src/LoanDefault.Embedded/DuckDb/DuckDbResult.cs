using LoanDefault.Embedded.Native;

namespace LoanDefault.Embedded.DuckDb;

/// <summary>The rows of a query, read chunk by chunk, once.</summary>
public sealed unsafe class DuckDbResult : IDisposable
{
    private readonly DuckDbConnection _connection;
    private readonly ResultHandle _handle;
    private readonly string _sql;
    private readonly CancellationToken _cancellation;

    internal DuckDbResult(DuckDbConnection connection, ResultHandle handle, string sql, CancellationToken cancellation)
    {
        _connection = connection;
        _handle = handle;
        _sql = sql;
        _cancellation = cancellation;
    }

    /// <summary>The rows that the statement changed or wrote; 0 where that means nothing.</summary>
    public long RowsChanged => (long)NativeMethods.RowsChanged(_handle.Pointer);

    /// <summary>Names and types of the columns, in order.</summary>
    public IReadOnlyList<DuckDbColumn> ReadColumns()
    {
        var columns = new DuckDbColumn[NativeMethods.ColumnCount(_handle.Pointer)];
        for (var i = 0; i < columns.Length; i++)
        {
            using var type = new LogicalTypeHandle(NativeMethods.ColumnLogicalType(_handle.Pointer, (ulong)i));
            columns[i] = new DuckDbColumn(
                NativeCheck.Text(NativeMethods.ColumnName(_handle.Pointer, (ulong)i)), DuckDbType.FromNative(type));
        }
        return columns;
    }

    /// <summary>The next chunk of up to 2,048 rows; null after the last. Dispose each.</summary>
    /// <exception cref="DuckDbException">The engine failed while it calculated the chunk.</exception>
    /// <exception cref="OperationCanceledException">The token given to the query was cancelled.</exception>
    public DuckDbChunk? ReadChunk()
    {
        _cancellation.ThrowIfCancellationRequested();
        nint raw;
        using (new Interrupter(_connection, _cancellation))
            raw = NativeMethods.FetchChunk(*_handle.Pointer);
        if (raw != nint.Zero)
            return new DuckDbChunk(new DataChunkHandle(raw));
        _connection.Check(DuckDbState.Success, _handle, _sql, _cancellation);
        return null;
    }

    /// <summary>The rows that are left, one by one, each valid until the next is asked for.</summary>
    /// <inheritdoc cref="ReadChunk"/>
    public IEnumerable<DuckDbRow> ReadRows()
    {
        while (ReadChunk() is { } chunk)
        {
            using (chunk)
            {
                for (var row = 0; row < chunk.RowCount; row++)
                    yield return new DuckDbRow(chunk, row);
            }
        }
    }

    /// <summary>Frees the rows.</summary>
    public void Dispose() => _handle.Dispose();
}
