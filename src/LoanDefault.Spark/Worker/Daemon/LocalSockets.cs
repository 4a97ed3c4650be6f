using System.Net;
using System.Net.Sockets;

namespace LoanDefault.Spark.Worker.Daemon;

/// <summary>Sockets to Spark, which is always on this machine.</summary>
internal static class LocalSockets
{
    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(10);

    /// <summary>A listening socket on a free port of the loopback address.</summary>
    public static Socket Listen(IPAddress loopback)
    {
        var socket = new Socket(loopback.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(loopback, 0));
        socket.Listen();
        return socket;
    }

    /// <summary>A listening socket in a file.</summary>
    public static Socket Listen(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        socket.Listen();
        return socket;
    }

    /// <exception cref="SocketException">Nobody listens there, or not within ten seconds.</exception>
    public static Socket Connect(IPAddress loopback, int port) => Connect(
        new Socket(loopback.AddressFamily, SocketType.Stream, ProtocolType.Tcp), new IPEndPoint(loopback, port));

    /// <exception cref="SocketException">Nobody listens there, or not within ten seconds.</exception>
    public static Socket Connect(string path) => Connect(
        new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified), new UnixDomainSocketEndPoint(path));

    private static Socket Connect(Socket socket, EndPoint target)
    {
        using var limit = new CancellationTokenSource(ConnectTimeout);
        try
        {
            // The socket then works in blocking mode: a read waits in the kernel, and shutting the socket down ends it.
            using CancellationTokenRegistration registration = limit.Token.Register(socket.Dispose);
            socket.Connect(target);
            return socket;
        }
        catch (ObjectDisposedException)
        {
            throw new SocketException((int)SocketError.TimedOut);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
