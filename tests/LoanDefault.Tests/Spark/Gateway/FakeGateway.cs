using System.Net;
using System.Net.Sockets;
using System.Text;
using LoanDefault.Spark.Gateway;

namespace LoanDefault.Tests.Spark.Gateway;

/// <summary>A gateway that follows a script: it records each request and answers what the test says, byte for byte.</summary>
internal sealed class FakeGateway : IDisposable
{
    public const string Secret = "0123456789abcdef";
    private const byte LineFeed = (byte)'\n';
    private const string Accepted = "!yv\n";
    private const string Refused = "!xsAuthentication error: bad secret\n";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Func<string, byte[]?> _answer;
    private readonly List<string> _requests = [];
    private readonly List<Task> _connections = [];
    private readonly Task _accepting;

    /// <param name="answer">A request's lines joined by '|', the closing 'e' left out, to the bytes of the reply. None leave the
    /// request unanswered; a reply that is cut before its line feed, and null, end the connection.</param>
    public FakeGateway(Func<string, byte[]?> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>Answers each request with the next of these lines.</summary>
    public static FakeGateway Saying(params string[] lines)
    {
        var rest = new Queue<string>(lines);
        return new FakeGateway(_ => rest.TryDequeue(out string? line) ? Encoding.UTF8.GetBytes(line + "\n") : null);
    }

    public GatewayAddress Address => new(((IPEndPoint)_listener.LocalEndpoint).Port, Secret);

    public int ConnectionCount
    {
        get
        {
            lock (_requests)
                return _connections.Count;
        }
    }

    public string[] Requests
    {
        get
        {
            lock (_requests)
                return [.. _requests];
        }
    }

    public void Dispose()
    {
        _listener.Stop();
        _accepting.Wait();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await _listener.AcceptTcpClientAsync();
                lock (_requests)
                    _connections.Add(Task.Run(() => Serve(client)));
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private void Serve(TcpClient client)
    {
        try
        {
            using (client)
            using (var reader = new StreamReader(client.GetStream(), new UTF8Encoding(false), leaveOpen: true))
                Serve(client.GetStream(), reader);
        }
        catch (IOException)
        {
            // The client is gone, which is what some tests do.
        }
    }

    private void Serve(NetworkStream stream, StreamReader reader)
    {
        bool accepted = reader.ReadLine() == "A" && reader.ReadLine() == Secret;
        stream.Write(Encoding.UTF8.GetBytes(accepted ? Accepted : Refused));
        var lines = new List<string>();
        while (accepted && reader.ReadLine() is { } line)
        {
            if (line != "e" || IsArrayLength(lines))
            {
                lines.Add(line);
                continue;
            }
            string request = string.Join('|', lines);
            lines.Clear();
            lock (_requests)
                _requests.Add(request);
            if (_answer(request) is not { } answer)
                return;
            stream.Write(answer);
            if (answer is [.., not LineFeed])
                return;
        }
    }

    // The one request in which a line 'e' is not the last.
    private static bool IsArrayLength(List<string> lines) => lines is ["a"];
}
