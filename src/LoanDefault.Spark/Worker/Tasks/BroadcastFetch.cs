using LoanDefault.Core.Errors;
using LoanDefault.Spark.Functions;
using LoanDefault.Spark.Worker.Wire;

namespace LoanDefault.Spark.Worker.Tasks;

/// <summary>Where Spark hands out the content of encrypted broadcasts.</summary>
/// <param name="Port">Its port on this machine, or -1 for a Unix socket.</param>
/// <param name="Detail">The secret, or the path of the socket.</param>
internal readonly record struct BroadcastServer(int Port, string Detail)
{
    /// <summary>A socket file, whose permissions stand in for a secret.</summary>
    public bool IsUnixSocket => Port == -1;

    /// <summary>Without the secret.</summary>
    public override string ToString() => IsUnixSocket ? Detail : $"port {Port}";
}

/// <summary>The conversation: secret, then i64 id and content for each, then one byte that says that all is here.</summary>
internal static class BroadcastFetch
{
    private const byte AllRead = 1;

    /// <exception cref="LoanDefaultException">Spark hands out something else, or the content is damaged.</exception>
    public static void Run(Stream connection, BroadcastServer server, IReadOnlyList<long> ids, Action<long, byte[]> add)
    {
        var output = new WireOutput(connection, bufferSize: 256);
        var input = new WireInput(connection, output.Flush);
        if (!server.IsUnixSocket && !Authentication.Prove(input, output, server.Detail))
            throw new WorkerProtocolException("Spark refused the secret for its broadcasts that it had given itself: run again");
        foreach (long expected in ids)
        {
            long id = input.ReadInt64();
            if (id != expected)
                throw new WorkerProtocolException($"Spark handed out broadcast {id} where it had announced {expected}: run again");
            add(id, BroadcastPayload.Read(input, $"Spark's connection for broadcast {id}"));
        }
        output.WriteByte(AllRead);
        output.Flush();
    }
}
