using System.Collections.Concurrent;
using LoanDefault.Spark.Functions;

namespace LoanDefault.Spark.Worker.Tasks;

/// <summary>Takes what a description says about broadcasts.</summary>
internal interface IBroadcastSink
{
    /// <summary>The driver destroyed it.</summary>
    void Remove(long id);

    /// <summary>It lies in a file.</summary>
    void AddFile(long id, string path);

    /// <summary>Spark encrypts its files and hands the content out over a connection, in this order.</summary>
    void Fetch(BroadcastServer server, IReadOnlyList<long> ids);
}

/// <summary>
/// The broadcasts that one connection knows: Spark tells each connection only what changed since its last task. Content that
/// came over a connection is shared by all connections of the process.
/// </summary>
internal sealed class BroadcastRegistry(Func<BroadcastServer, Stream> connect) : IBroadcastSink
{
    private static readonly ConcurrentDictionary<long, WeakReference<byte[]>> Shared = new();
    private readonly Dictionary<long, TaskBroadcast> _known = [];

    /// <summary>As of now; later changes do not reach it.</summary>
    public IReadOnlyDictionary<long, TaskBroadcast> Snapshot() => new Dictionary<long, TaskBroadcast>(_known);

    public void Remove(long id)
    {
        _known.Remove(id);
        Shared.TryRemove(id, out _);
    }

    public void AddFile(long id, string path) => _known[id] = TaskBroadcast.InFile(id, path);

    public void Fetch(BroadcastServer server, IReadOnlyList<long> ids)
    {
        using Stream connection = connect(server);
        BroadcastFetch.Run(connection, server, ids, (id, content) => _known[id] = TaskBroadcast.Of(id, Share(id, content)));
    }

    private static byte[] Share(long id, byte[] content)
    {
        WeakReference<byte[]> reference = Shared.GetOrAdd(id, static (_, bytes) => new WeakReference<byte[]>(bytes), content);
        if (reference.TryGetTarget(out byte[]? known) && known.AsSpan().SequenceEqual(content))
            return known;
        reference.SetTarget(content);
        return content;
    }
}
