using System.Text;
using LoanDefault.Embedded.Native;

namespace LoanDefault.Embedded.DuckDb;

public sealed unsafe partial class DuckDbConnection
{
    /// <summary>Runs a statement to its end.</summary>
    /// <param name="sql">One statement; <c>$1</c>, <c>$2</c> .. stand for <paramref name="parameters"/>.</param>
    /// <param name="cancellation">Interrupts the statement.</param>
    /// <param name="parameters">Null, bool, int, long, double or string each.</param>
    /// <returns>The rows that the statement changed or wrote; 0 where that means nothing.</returns>
    /// <exception cref="DuckDbException">The engine failed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public long Execute(string sql, CancellationToken cancellation = default, params ReadOnlySpan<object?> parameters)
    {
        using var result = Query(sql, cancellation, parameters);
        return result.RowsChanged;
    }

    /// <summary>Runs a query and reads every row; for small results.</summary>
    /// <param name="sql">One statement.</param>
    /// <param name="read">Turns a row into a value.</param>
    /// <param name="cancellation">Interrupts the query.</param>
    /// <param name="parameters">See <see cref="Execute"/>.</param>
    /// <exception cref="DuckDbException">The engine failed.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was cancelled.</exception>
    public List<T> Read<T>(
        string sql, Func<DuckDbRow, T> read, CancellationToken cancellation = default, params ReadOnlySpan<object?> parameters)
    {
        ArgumentNullException.ThrowIfNull(read);
        using var result = Query(sql, cancellation, parameters);
        var rows = new List<T>();
        while (result.ReadChunk() is { } chunk)
        {
            using (chunk)
            {
                for (var row = 0; row < chunk.RowCount; row++)
                    rows.Add(read(new DuckDbRow(chunk, row)));
            }
        }
        return rows;
    }

    /// <summary>Runs a query of exactly one row and reads it.</summary>
    /// <inheritdoc cref="Read"/>
    /// <exception cref="InvalidOperationException">The query gave no row or several.</exception>
    public T ReadSingle<T>(
        string sql, Func<DuckDbRow, T> read, CancellationToken cancellation = default, params ReadOnlySpan<object?> parameters) =>
        Read(sql, read, cancellation, parameters).Single();

    /// <summary>Runs a query to its end and keeps its rows in the engine's memory.</summary>
    /// <inheritdoc cref="Execute"/>
    /// <returns>The rows; dispose it.</returns>
    public DuckDbResult Query(string sql, CancellationToken cancellation = default, params ReadOnlySpan<object?> parameters)
    {
        using var statement = PrepareAndBind(sql, parameters);
        return Run(sql, result => NativeMethods.ExecutePrepared(statement, result.Pointer), cancellation);
    }

    /// <summary>Starts a query whose chunks are calculated as they are read, so that the result is never held whole.</summary>
    /// <inheritdoc cref="Execute"/>
    /// <returns>The rows; read it to the end or dispose it before the next statement on this connection.</returns>
    public DuckDbResult Stream(string sql, CancellationToken cancellation = default, params ReadOnlySpan<object?> parameters)
    {
        using var statement = PrepareAndBind(sql, parameters);
        var state = NativeMethods.PendingPreparedStreaming(statement, out var raw);
        using var pending = new PendingResultHandle(raw);
        NativeCheck.Pending(state, pending, sql);
        return Run(sql, result => NativeMethods.ExecutePending(pending, result.Pointer), cancellation);
    }

    private DuckDbResult Run(string sql, Func<ResultHandle, DuckDbState> execute, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var handle = new ResultHandle();
        try
        {
            using (new Interrupter(this, cancellation))
                Check(execute(handle), handle, sql, cancellation);
            return new DuckDbResult(this, handle, sql, cancellation);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Turns a failure into what the caller should see: what our own function threw, the cancellation, the engine's error.</summary>
    internal void Check(DuckDbState state, ResultHandle result, string sql, CancellationToken cancellation)
    {
        try
        {
            NativeCheck.Executed(state, result, sql);
        }
        catch (DuckDbException exception)
        {
            _database.CallbackFailures.Rethrow();
            if (exception.ErrorType == DuckDbErrorType.Interrupt)
                cancellation.ThrowIfCancellationRequested();
            throw;
        }
    }

    private PreparedStatementHandle PrepareAndBind(string sql, ReadOnlySpan<object?> parameters)
    {
        var state = NativeMethods.Prepare(_handle, sql, out var raw);
        var statement = new PreparedStatementHandle(raw);
        try
        {
            NativeCheck.Prepared(state, statement, sql);
            for (var i = 0; i < parameters.Length; i++)
                NativeCheck.Succeeded(Bind(statement, (ulong)i + 1, parameters[i]), $"binding parameter {i + 1}");
            return statement;
        }
        catch
        {
            statement.Dispose();
            throw;
        }
    }

    private static DuckDbState Bind(PreparedStatementHandle statement, ulong index, object? value) => value switch
    {
        null => NativeMethods.BindNull(statement, index),
        bool flag => NativeMethods.BindBoolean(statement, index, flag),
        int number => NativeMethods.BindInt64(statement, index, number),
        long number => NativeMethods.BindInt64(statement, index, number),
        double number => NativeMethods.BindDouble(statement, index, number),
        string text => BindText(statement, index, text),
        _ => throw new ArgumentException($"a parameter of type {value.GetType().Name} is not supported", nameof(value)),
    };

    private static DuckDbState BindText(PreparedStatementHandle statement, ulong index, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        fixed (byte* pointer = bytes)
            return NativeMethods.BindVarchar(statement, index, pointer, (ulong)bytes.Length);
    }
}
