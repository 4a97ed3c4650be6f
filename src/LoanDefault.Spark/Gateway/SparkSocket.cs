using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LoanDefault.Spark.Gateway;

/// <summary>A connection to one of the servers that Spark's driver opens for a single transfer: first the secret, then "ok".</summary>
internal static class SparkSocket
{
    private const string Accepted = "ok";
    private const int LongestText = 1 << 20;

    /// <summary>Connects to a port or, where Spark uses them, a Unix socket, which asks for no secret.</summary>
    /// <param name="server">The port, or the socket's path.</param>
    /// <param name="secret">The secret, or null for a Unix socket.</param>
    /// <exception cref="GatewayException">Nothing listens there, or it refuses the secret.</exception>
    public static NetworkStream Open(object? server, string? secret)
    {
        (Socket socket, EndPoint address) = server switch
        {
            int port => (new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp), (EndPoint)new IPEndPoint(IPAddress.Loopback, port)),
            string path => (new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified), new UnixDomainSocketEndPoint(path)),
            _ => throw new GatewayException("Spark named a server for a transfer in a form that is not known: use Apache Spark 3.5 or 4.x"),
        };
        try
        {
            socket.Connect(address);
            var stream = new NetworkStream(socket, ownsSocket: true);
            if (secret is not null)
                Authenticate(stream, secret);
            return stream;
        }
        catch (Exception error) when (error is SocketException or IOException)
        {
            socket.Dispose();
            throw new GatewayException("Spark closed the connection for a transfer before it began: its log says why", error);
        }
    }

    /// <summary>Big-endian length, UTF-8.</summary>
    public static void WriteText(Stream stream, string text)
    {
        byte[] bytes = new byte[sizeof(int) + Encoding.UTF8.GetByteCount(text)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, bytes.Length - sizeof(int));
        Encoding.UTF8.GetBytes(text, bytes.AsSpan(sizeof(int)));
        stream.Write(bytes);
    }

    /// <summary>A big-endian number.</summary>
    public static int ReadInt32(Stream stream)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        stream.ReadExactly(bytes);
        return BinaryPrimitives.ReadInt32BigEndian(bytes);
    }

    private static void Authenticate(Stream stream, string secret)
    {
        WriteText(stream, secret);
        int length = ReadInt32(stream);
        if (length is < 0 or > LongestText)
            throw GatewayException.Malformed($"a text of {length} bytes");
        byte[] answer = new byte[length];
        stream.ReadExactly(answer);
        if (Encoding.UTF8.GetString(answer) != Accepted)
            throw new GatewayException("Spark refused the secret for a transfer that it gave itself: is another program listening on its port?");
    }
}
