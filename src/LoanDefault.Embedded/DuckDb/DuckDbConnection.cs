using LoanDefault.Embedded.Native;

namespace LoanDefault.Embedded.DuckDb;

/// <summary>A connection: runs one statement at a time. Not thread-safe, but for <see cref="Interrupt"/> and
/// <see cref="ReadProgress"/>.</summary>
public sealed partial class DuckDbConnection : IDisposable
{
    private readonly ConnectionHandle _handle;
    private readonly DuckDbDatabase _database;

    internal DuckDbConnection(ConnectionHandle handle, DuckDbDatabase database)
    {
        _handle = handle;
        _database = database;
    }

    internal ConnectionHandle Handle => _handle;

    /// <summary>Stops the statement that runs now, from any thread; does nothing when none runs.</summary>
    public void Interrupt() => NativeMethods.Interrupt(_handle);

    /// <summary>How far the running statement is, in percent; -1 when the engine cannot tell.</summary>
    public double ReadProgress() => NativeMethods.QueryProgress(_handle).Percentage;

    /// <summary>Makes a C# function callable from SQL on every connection of this database.</summary>
    /// <param name="function">The function; kept alive by the database.</param>
    /// <exception cref="DuckDbException">The engine refuses a type.</exception>
    public void Register(ScalarFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        function.RegisterOn(this, _database.CallbackFailures);
    }

    /// <summary>Closes the connection.</summary>
    public void Dispose() => _handle.Dispose();
}
