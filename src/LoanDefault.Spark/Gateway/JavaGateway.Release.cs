using System.Collections.Concurrent;

namespace LoanDefault.Spark.Gateway;

internal sealed partial class JavaGateway
{
    /// <summary>Ids are released this many at a time: rarely enough to cost nothing, often enough that the JVM stays small.</summary>
    internal const int ReleaseBatch = 64;

    private readonly ConcurrentQueue<string> _forgotten = new();

    /// <summary>Notes an object that nobody refers to any more. Never blocks and never throws: finalizers call it.</summary>
    internal void Forget(string id)
    {
        if (!IsLost)
            _forgotten.Enqueue(id);
    }

    private void ReleaseForgotten(GatewayConnection connection)
    {
        if (_forgotten.Count < ReleaseBatch)
            return;
        int count = 0;
        while (count < ReleaseBatch && _forgotten.TryDequeue(out string? id))
        {
            Py4JRequest.WriteRelease(connection.Request, id);
            count++;
        }
        // What the gateway answers does not matter: an object that it does not know needs no releasing.
        if (count > 0)
            Exchange(connection);
        for (int reply = 1; reply < count; reply++)
            Exchange(connection);
    }
}
