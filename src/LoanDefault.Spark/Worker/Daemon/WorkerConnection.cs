using System.Net.Sockets;
using LoanDefault.Core.Errors;
using LoanDefault.Spark.Worker.Tasks;
using LoanDefault.Spark.Worker.Wire;

namespace LoanDefault.Spark.Worker.Daemon;

/// <summary>One connection from Spark: a worker as Spark sees it. Serves tasks, one after the other, until Spark closes it.</summary>
internal sealed class WorkerConnection : IDisposable
{
    private readonly Socket _socket;
    private readonly WorkerServices _services;
    private readonly WireInput _input;
    private readonly WireOutput _output;
    private readonly CancellationTokenSource _cancellation = new();
    private readonly DateTimeOffset _started;

    public WorkerConnection(int id, Socket socket, WorkerServices services)
    {
        Id = id;
        _socket = socket;
        _services = services;
        if (socket.ProtocolType == ProtocolType.Tcp)
            socket.NoDelay = true;
        var stream = new NetworkStream(socket, ownsSocket: true);
        _output = new WireOutput(stream);
        _input = new WireInput(stream, _output.Flush);
        _started = services.Time.GetUtcNow();
    }

    /// <summary>What Spark knows the worker by.</summary>
    public int Id { get; }

    /// <summary>As the side that was connected to: tells the id, checks the secret, serves.</summary>
    /// <param name="secret">What Spark must know, or null on a Unix socket.</param>
    public void Accept(string? secret)
    {
        try
        {
            _output.WriteInt32(Id);
            _output.Flush();
            if (secret is not null && !CheckSecret(secret))
            {
                _services.Log.WorkerSecretRefused(Id);
                return;
            }
            Serve();
        }
        catch (PeerGoneException)
        {
        }
    }

    /// <summary>As the side that connects: proves the secret, tells the id, serves.</summary>
    /// <param name="secret">What Spark wants to see, or null on a Unix socket.</param>
    /// <exception cref="WrongUseException">Spark refused the secret.</exception>
    public void Introduce(string? secret)
    {
        try
        {
            if (secret is not null && !Authentication.Prove(_input, _output, secret))
                throw new WrongUseException("Spark refused this worker's secret: PYTHON_WORKER_FACTORY_SECRET is not that of the executor at PYTHON_WORKER_FACTORY_PORT");
            _output.WriteInt32(Id);
            _output.Flush();
            Serve();
        }
        catch (PeerGoneException)
        {
        }
    }

    /// <summary>Spark no longer wants the worker: a read or write ends at once, and the function's token is set.</summary>
    public void Cancel()
    {
        try
        {
            // First the socket: the token's listeners are the function's own code.
            _socket.Shutdown(SocketShutdown.Both);
        }
        catch (Exception closed) when (closed is SocketException or ObjectDisposedException)
        {
        }
        try
        {
            _cancellation.Cancel();
        }
        catch (Exception exception) when (exception is AggregateException or ObjectDisposedException)
        {
            _services.Log.WorkerCancelFailed(Id, exception);
        }
    }

    public void Dispose()
    {
        _socket.Dispose();
        _cancellation.Dispose();
    }

    private bool CheckSecret(string secret)
    {
        _socket.ReceiveTimeout = (int)_services.Environment.AuthenticationTimeout.TotalMilliseconds;
        bool isKnown = Authentication.Check(_input, _output, secret);
        _socket.ReceiveTimeout = 0;
        return isKnown;
    }

    private void Serve()
    {
        var broadcasts = new BroadcastRegistry(_services.ConnectToBroadcasts);
        var descriptions = new TaskDescriptionReader(_input, broadcasts);
        var runner = new TaskRunner(_input, _output, _services.Time, _started, _cancellation.Token);
        while (_input.TryReadInt32(out int first))
        {
            string? failure = runner.Run(() => descriptions.Read(first), broadcasts);
            if (failure is not null)
                _services.Log.WorkerTaskFailed(Id, failure);
            if (!runner.CanServeNext)
            {
                _input.Drain();
                return;
            }
        }
    }
}
