using System.Net.Sockets;
using LoanDefault.Core.Errors;

namespace LoanDefault.Spark.Worker.Daemon;

/// <summary>A process for one task, which connects to Spark (<c>spark.python.use.daemon=false</c>).</summary>
internal static class OneTaskWorker
{
    /// <exception cref="WrongUseException">Spark is not there or refuses the secret.</exception>
    public static void Run(WorkerServices services, int processId)
    {
        WorkerEnvironment environment = services.Environment;
        using Socket socket = Connect(environment);
        using var connection = new WorkerConnection(processId, socket, services);
        connection.Introduce(environment.DriverlessSocketPath is null ? environment.Secret : null);
    }

    private static Socket Connect(WorkerEnvironment environment)
    {
        string target = environment.DriverlessSocketPath ?? $"port {environment.DriverlessPort}";
        try
        {
            return environment.DriverlessSocketPath is { } path
                ? LocalSockets.Connect(path)
                : LocalSockets.Connect(environment.Loopback, environment.DriverlessPort!.Value);
        }
        catch (SocketException failure)
        {
            throw new WrongUseException($"cannot connect to Spark at {target} ({failure.Message}): the executor that started this worker is gone", failure);
        }
    }
}
