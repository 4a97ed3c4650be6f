using System.Net.Sockets;
using LoanDefault.Spark.Worker.Tasks;
using Serilog;

namespace LoanDefault.Spark.Worker.Daemon;

/// <summary>What all connections of a process share.</summary>
internal sealed record WorkerServices(WorkerEnvironment Environment, TimeProvider Time, ILogger Log)
{
    /// <summary>A connection to where Spark hands out encrypted broadcasts.</summary>
    public Stream ConnectToBroadcasts(BroadcastServer server) => new NetworkStream(
        server.IsUnixSocket ? LocalSockets.Connect(server.Detail) : LocalSockets.Connect(Environment.Loopback, server.Port), ownsSocket: true);
}
