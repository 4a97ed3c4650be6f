using LoanDefault.Embedded.Native;

namespace LoanDefault.Embedded.DuckDb;

/// <summary>An in-memory database: the engine that reads, calculates and writes files. Thread-safe.</summary>
public sealed class DuckDbDatabase : IDisposable
{
    private readonly DatabaseHandle _handle;

    private DuckDbDatabase(DatabaseHandle handle, DuckDbOptions options)
    {
        _handle = handle;
        Options = options;
    }

    /// <summary>The engine library's version, such as <c>v1.5.6</c>.</summary>
    /// <exception cref="DllNotFoundException">The library does not lie beside the program.</exception>
    public static string LibraryVersion => NativeCheck.Text(NativeMethods.LibraryVersion());

    /// <summary>Rows in a full vector: 2,048.</summary>
    public static int VectorSize => (int)NativeMethods.VectorSize();

    /// <summary>What the database was opened with.</summary>
    public DuckDbOptions Options { get; }

    /// <summary>What functions registered on this database threw, to be rethrown where the query was asked for.</summary>
    internal CallbackFailures CallbackFailures { get; } = new();

    /// <summary>Opens a new, empty database.</summary>
    /// <param name="options">Limits and folders.</param>
    /// <exception cref="DuckDbException">A setting was refused.</exception>
    public static DuckDbDatabase Open(DuckDbOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        NativeCheck.Succeeded(NativeMethods.CreateConfig(out var rawConfig), "creating a configuration");
        using var config = new ConfigHandle(rawConfig);
        foreach (var (name, value) in options.ToSettings())
            NativeCheck.Succeeded(NativeMethods.SetConfig(config, name, value), $"the setting {name} = '{value}'");
        var state = NativeMethods.OpenExt(null, out var raw, config, out var error);
        var handle = new DatabaseHandle(raw);
        NativeCheck.Opened(state, error, "opening a database in memory");
        return new DuckDbDatabase(handle, options);
    }

    /// <summary>A new connection; use one a thread.</summary>
    /// <exception cref="DuckDbException">The engine refused.</exception>
    public DuckDbConnection Connect()
    {
        var state = NativeMethods.Connect(_handle, out var raw);
        var handle = new ConnectionHandle(raw);
        NativeCheck.Succeeded(state, "connecting");
        return new DuckDbConnection(handle, this);
    }

    /// <summary>Closes the database; its connections must be closed before.</summary>
    public void Dispose() => _handle.Dispose();
}
