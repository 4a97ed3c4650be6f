namespace LoanDefault.Spark.Gateway;

/// <summary>
/// A handle of an object in the JVM, which keeps it until the handle is forgotten. The finalizer only notes the id; it is
/// released with others before a later call, on that call's connection.
/// </summary>
internal sealed class JavaObject : IDisposable
{
    private readonly JavaGateway _gateway;
    private int _forgotten;

    /// <summary>Takes an object over.</summary>
    public JavaObject(JavaGateway gateway, string id)
    {
        _gateway = gateway;
        Id = id;
    }

    /// <summary>Notes the id for a later release.</summary>
    ~JavaObject() => _gateway.Forget(Id);

    /// <summary>The gateway's name for the object.</summary>
    public string Id { get; }

    /// <summary>The gateway that knows the object.</summary>
    public JavaGateway Gateway => _gateway;

    /// <summary>Calls a method whose result nobody needs.</summary>
    public void Call(string method, params ReadOnlySpan<object?> arguments) => Release(_gateway.Call(this, method, arguments));

    /// <summary>Calls a method.</summary>
    /// <typeparam name="T">What the method returns: a number, a text, bytes, or <see cref="JavaObject"/>.</typeparam>
    public T Call<T>(string method, params ReadOnlySpan<object?> arguments) => JavaGateway.Cast<T>(_gateway.Call(this, method, arguments), method);

    /// <summary>Forgets the object now rather than when the handle is collected. Forgetting twice does nothing.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _forgotten, 1) != 0)
            return;
        GC.SuppressFinalize(this);
        _gateway.Forget(Id);
    }

    private static void Release(object? result) => (result as JavaObject)?.Dispose();
}
