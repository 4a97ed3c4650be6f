using System.Buffers;
using System.Net;
using System.Net.Sockets;

namespace LoanDefault.Spark.Gateway;

/// <summary>One authenticated connection: one thread in the JVM, with its own job group, local properties and active session.</summary>
internal sealed class GatewayConnection : IDisposable
{
    // A reply carries at most a plan, a schema or a stack trace; bulk data travels as Arrow on another connection.
    private const int LongestReply = 256 << 20;
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

    private readonly Socket _socket;
    private byte[] _received = new byte[4096];
    private int _start;
    private int _end;

    private GatewayConnection(Socket socket)
    {
        _socket = socket;
    }

    /// <summary>What the next <see cref="Send"/> sends.</summary>
    public ArrayBufferWriter<byte> Request { get; } = new();

    /// <summary>Connects and authenticates.</summary>
    /// <exception cref="GatewayException">Nothing listens, or the peer refuses the secret or does not speak the protocol.</exception>
    public static GatewayConnection Open(GatewayAddress address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var connection = new GatewayConnection(socket);
        try
        {
            socket.Connect(IPAddress.Loopback, address.Port);
            connection.Authenticate(address);
            return connection;
        }
        catch (SocketException error)
        {
            connection.Dispose();
            throw new GatewayException($"Spark's gateway cannot be reached at {address}: Spark has ended or was never started", error, isLost: true);
        }
        catch (GatewayException)
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Sends what <see cref="Request"/> holds, of which a reply is read per request by <see cref="Receive"/>.</summary>
    /// <exception cref="GatewayException">The JVM has gone.</exception>
    public void Send()
    {
        try
        {
            ReadOnlySpan<byte> rest = Request.WrittenSpan;
            while (rest.Length > 0)
                rest = rest[_socket.Send(rest)..];
            Request.ResetWrittenCount();
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            throw GatewayException.Lost(error);
        }
    }

    /// <summary>Waits for the next reply line.</summary>
    /// <exception cref="GatewayException">The JVM has gone, or the line is not one of the protocol's.</exception>
    public Py4JReply Receive()
    {
        int searched = _start;
        while (true)
        {
            int length = _received.AsSpan(searched, _end - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                ReadOnlySpan<byte> line = _received.AsSpan(_start, searched + length - _start);
                _start = searched + length + 1;
                return Py4JReply.Parse(line);
            }
            int unread = _end - _start;
            ReceiveMore();
            searched = _start + unread;
        }
    }

    /// <summary>Closes the connection; its thread in the JVM ends.</summary>
    public void Dispose() => _socket.Dispose();

    private void Authenticate(GatewayAddress address)
    {
        _socket.ReceiveTimeout = (int)AnswerTimeout.TotalMilliseconds;
        Py4JRequest.WriteAuthenticate(Request, address.Secret);
        Send();
        Py4JReply reply = Receive();
        if (reply.Outcome != ReplyOutcome.Done)
            throw GatewayException.Refused($"{address}", reply.Text);
        _socket.ReceiveTimeout = 0;
    }

    private void ReceiveMore()
    {
        if (_start > 0)
        {
            _received.AsSpan(_start, _end - _start).CopyTo(_received);
            _end -= _start;
            _start = 0;
        }
        if (_end == _received.Length)
        {
            if (_end >= LongestReply)
                throw GatewayException.Malformed($"a line of more than {LongestReply} bytes");
            Array.Resize(ref _received, _end * 2);
        }
        try
        {
            int count = _socket.Receive(_received.AsSpan(_end));
            if (count == 0)
                throw GatewayException.Lost();
            _end += count;
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            throw GatewayException.Lost(error);
        }
    }
}
