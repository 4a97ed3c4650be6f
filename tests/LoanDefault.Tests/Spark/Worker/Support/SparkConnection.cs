using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LoanDefault.Tests.Spark.Worker.Support;

/// <summary>A connection to a worker as Spark makes it. What does not come within ten seconds is a failure.</summary>
internal sealed class SparkConnection : IDisposable
{
    private readonly Socket _socket;

    public SparkConnection(Socket socket)
    {
        _socket = socket;
        socket.ReceiveTimeout = socket.SendTimeout = 10_000;
    }

    public static SparkConnection ToPort(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(IPAddress.Loopback, port);
        return new SparkConnection(socket);
    }

    public static SparkConnection ToFile(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(path));
        return new SparkConnection(socket);
    }

    public void Send(byte[] bytes) => _socket.Send(bytes);

    public int ReadInt32() => BinaryPrimitives.ReadInt32BigEndian(Read(4));

    public string ReadText() => Encoding.UTF8.GetString(Read(ReadInt32()));

    public byte[] Read(int count)
    {
        byte[] bytes = new byte[count];
        using var stream = new NetworkStream(_socket);
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Reads to the end; a connection that was reset has ended, too.</summary>
    public byte[] ReadToEnd()
    {
        var all = new MemoryStream();
        byte[] buffer = new byte[4096];
        try
        {
            for (int count; (count = _socket.Receive(buffer)) > 0;)
                all.Write(buffer, 0, count);
        }
        catch (SocketException reset) when (reset.SocketErrorCode == SocketError.ConnectionReset)
        {
        }
        return all.ToArray();
    }

    public void EndSending() => _socket.Shutdown(SocketShutdown.Send);

    public void Dispose() => _socket.Dispose();
}
