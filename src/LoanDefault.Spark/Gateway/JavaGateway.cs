using System.Runtime.CompilerServices;

namespace LoanDefault.Spark.Gateway;

/// <summary>
/// Calls Java objects through Spark's Py4J gateway. Thread-safe: each thread has a connection of its own, so that a thread
/// here is a thread in the JVM; while one waits for a job, another can cancel it.
/// </summary>
internal sealed partial class JavaGateway : IDisposable
{
    private readonly GatewayAddress _address;

    // A connection goes with its thread: when the thread is collected, so is the connection.
    private readonly ConditionalWeakTable<Thread, GatewayConnection> _connections = [];
    private volatile GatewayException? _lost;

    private JavaGateway(GatewayAddress address)
    {
        _address = address;
    }

    /// <summary>True when the JVM has gone or the gateway was closed: no call can succeed.</summary>
    public bool IsLost => _lost is not null;

    /// <summary>Connects the calling thread.</summary>
    /// <exception cref="GatewayException">Nothing listens there, or it refuses the secret.</exception>
    public static JavaGateway Connect(GatewayAddress address)
    {
        var gateway = new JavaGateway(address);
        gateway.Begin();
        return gateway;
    }

    /// <summary>Calls a method of an object.</summary>
    /// <exception cref="SparkException">Java threw.</exception>
    /// <exception cref="GatewayException">The JVM has gone, or knows no such method.</exception>
    public object? Call(JavaObject target, string method, params ReadOnlySpan<object?> arguments)
    {
        GatewayConnection connection = Begin();
        Py4JRequest.WriteCall(connection.Request, target.Id, method, arguments);
        object? value = Finish(connection, method, arguments);
        GC.KeepAlive(target);
        return value;
    }

    /// <summary>Calls a static method.</summary>
    /// <typeparam name="T">What the method returns: a number, a text, bytes, or <see cref="JavaObject"/>.</typeparam>
    /// <exception cref="SparkException">Java threw.</exception>
    /// <exception cref="GatewayException">The JVM has gone, or knows no such method.</exception>
    public T CallStatic<T>(string className, string method, params ReadOnlySpan<object?> arguments)
    {
        GatewayConnection connection = Begin();
        Py4JRequest.WriteCall(connection.Request, Py4J.StaticTarget + className, method, arguments);
        return Cast<T>(Finish(connection, method, arguments), method);
    }

    /// <summary>Creates an object.</summary>
    /// <exception cref="SparkException">Java threw.</exception>
    /// <exception cref="GatewayException">The JVM has gone, or knows no such constructor.</exception>
    public JavaObject New(string className, params ReadOnlySpan<object?> arguments)
    {
        GatewayConnection connection = Begin();
        Py4JRequest.WriteConstruct(connection.Request, className, arguments);
        return Cast<JavaObject>(Finish(connection, className, arguments), className);
    }

    /// <summary>Closes every connection; a call that waits ends with a <see cref="GatewayException"/>.</summary>
    public void Dispose()
    {
        _lost ??= GatewayException.Lost();
        foreach ((_, GatewayConnection connection) in _connections)
            connection.Dispose();
        _connections.Clear();
        _forgotten.Clear();
    }

    /// <summary>Takes a result for what the method is known to return.</summary>
    /// <exception cref="GatewayException">It returned something else.</exception>
    public static T Cast<T>(object? value, string method) => value switch
    {
        T typed => typed,
        null when default(T) is null => default!,
        int number when (object)(long)number is T widened => widened,
        _ => throw new GatewayException($"Spark's '{method}' returned {value?.GetType().Name ?? "nothing"} where {typeof(T).Name} is expected: this version of Spark is not supported"),
    };

    private GatewayConnection Begin()
    {
        if (_lost is { } lost)
            throw new GatewayException(lost.Message, lost.InnerException, isLost: true);
        if (!_connections.TryGetValue(Thread.CurrentThread, out GatewayConnection? connection))
        {
            connection = GatewayConnection.Open(_address);
            _connections.AddOrUpdate(Thread.CurrentThread, connection);
        }
        connection.Request.ResetWrittenCount();
        ReleaseForgotten(connection);
        return connection;
    }

    private object? Finish(GatewayConnection connection, string what, ReadOnlySpan<object?> arguments)
    {
        Py4JReply reply = Exchange(connection);
        // Until the JVM has read the request it must not be told to forget what the request names.
        foreach (object? argument in arguments)
            GC.KeepAlive(argument);
        return reply.Outcome switch
        {
            ReplyOutcome.Done => reply.ToValue(this),
            ReplyOutcome.JavaException => throw Describe(connection, new JavaObject(this, reply.Text)),
            ReplyOutcome.Fatal => throw Broken(connection, $"Spark's gateway closed the connection during '{what}': {reply.Text}"),
            _ => throw new GatewayException($"Spark's gateway cannot call '{what}': {FirstLine(reply.Text)}"),
        };
    }

    private Py4JReply Exchange(GatewayConnection connection)
    {
        try
        {
            connection.Send();
            return connection.Receive();
        }
        catch (GatewayException error)
        {
            if (error.IsLost)
                _lost ??= error;
            // Whatever else was said on it cannot be told apart from this reply any more.
            Drop(connection);
            throw;
        }
    }

    private GatewayException Broken(GatewayConnection connection, string message)
    {
        Drop(connection);
        return new GatewayException(message);
    }

    private void Drop(GatewayConnection connection)
    {
        connection.Dispose();
        _connections.Remove(Thread.CurrentThread);
    }

    private static string FirstLine(string text) => text.Split('\n', 2)[0].TrimEnd();
}
