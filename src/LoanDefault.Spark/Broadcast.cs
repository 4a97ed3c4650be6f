using LoanDefault.Spark.Gateway;

namespace LoanDefault.Spark;

/// <summary>Bytes that every executor gets once. <see cref="SparkContext.Broadcast(ReadOnlySpan{byte})"/> makes one.</summary>
public sealed class Broadcast : IDisposable
{
    private readonly JavaObject _broadcast;

    internal Broadcast(JavaObject broadcast)
    {
        _broadcast = broadcast;
        Id = broadcast.Call<long>("id");
    }

    /// <summary>The id under which a function finds the bytes in its <c>TaskContext.Broadcasts</c>.</summary>
    public long Id { get; }

    internal JavaObject Reference => _broadcast;

    /// <summary>Removes the bytes from the executors; they are sent again when a task needs them.</summary>
    public void Unpersist() => _broadcast.Call("unpersist");

    /// <summary>Removes the bytes everywhere; a function that still names them fails.</summary>
    public void Dispose()
    {
        if (!_broadcast.Gateway.IsLost)
            _broadcast.Call("destroy");
    }
}
