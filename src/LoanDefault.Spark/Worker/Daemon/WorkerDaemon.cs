using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using LoanDefault.Spark.Native;
using LoanDefault.Spark.Worker.Wire;

namespace LoanDefault.Spark.Worker.Daemon;

/// <summary>
/// The process that Spark starts once for an executor. Each connection gets a thread of its own, and the kernel's id of that
/// thread is the worker's id: Spark 4 looks whether such a process is alive, and it is as long as the thread is.
/// </summary>
internal sealed class WorkerDaemon(WorkerServices services) : IDisposable
{
    private readonly ConcurrentDictionary<int, WorkerConnection> _connections = new();
    private readonly TaskCompletionSource<int> _end = new();
    private Socket? _listener;
    private string? _socketPath;

    /// <summary>How many connections are open.</summary>
    public int ConnectionCount => _connections.Count;

    /// <summary>Serves until Spark closes its end of standard input, which it also does by dying.</summary>
    /// <param name="commands">Standard input: the ids of workers to end.</param>
    /// <param name="announcements">Standard output: gets the port or the socket's path, and nothing else.</param>
    /// <returns>The process's exit code.</returns>
    public int Run(Stream commands, Stream announcements)
    {
        Announce(announcements);
        Start("accept", () => End(AcceptAll()));
        Start("commands", () => End(ObeyAll(new WireInput(commands, bufferSize: 64))));
        return _end.Task.GetAwaiter().GetResult();
    }

    /// <summary>Makes <see cref="Run"/> return.</summary>
    public void End(int exitCode) => _end.TrySetResult(exitCode);

    /// <summary>Stops listening and ends every connection.</summary>
    public void Dispose()
    {
        _listener?.Dispose();
        if (_socketPath is not null)
            File.Delete(_socketPath);
        foreach (WorkerConnection connection in _connections.Values)
            connection.Cancel();
    }

    private void Announce(Stream announcements)
    {
        var output = new WireOutput(announcements, bufferSize: 256);
        if (services.Environment.UnixSocketFolder is { } folder)
        {
            _socketPath = Path.Combine(folder, $".{Guid.NewGuid():D}.sock");
            _listener = LocalSockets.Listen(_socketPath);
            output.WriteText(_socketPath);
        }
        else
        {
            _listener = LocalSockets.Listen(services.Environment.Loopback);
            output.WriteInt32(((IPEndPoint)_listener.LocalEndPoint!).Port);
        }
        output.Flush();
    }

    private int AcceptAll()
    {
        try
        {
            while (true)
            {
                Socket socket = _listener!.Accept();
                Start("worker", () => Serve(socket));
            }
        }
        catch (ObjectDisposedException)
        {
            return 0;
        }
        catch (SocketException exception)
        {
            if (!_end.Task.IsCompleted)
                services.Log.DaemonCannotAccept(exception);
            return 70;
        }
    }

    // A thread's edge: what escapes here would end the process and all its workers.
    private void Serve(Socket socket)
    {
        int id = NativeMethods.GetThreadId();
        using var connection = new WorkerConnection(id, socket, services);
        _connections[id] = connection;
        try
        {
            connection.Accept(_socketPath is null ? services.Environment.Secret : null);
        }
        catch (Exception exception)
        {
            services.Log.WorkerConnectionFailed(id, exception);
        }
        finally
        {
            _connections.TryRemove(id, out _);
        }
    }

    private int ObeyAll(WireInput commands)
    {
        // An id that is not known any more belongs to a worker that has ended by itself.
        while (commands.TryReadInt32(out int id))
        {
            if (_connections.TryGetValue(id, out WorkerConnection? connection))
                connection.Cancel();
        }
        return 0;
    }

    private static void Start(string name, ThreadStart body) => new Thread(body) { IsBackground = true, Name = name }.Start();
}
