using System.Buffers.Binary;
using System.Net.Sockets;
using LoanDefault.Spark.Functions;
using LoanDefault.Spark.Gateway;

namespace LoanDefault.Spark;

public sealed partial class SparkContext
{
    private const string EncryptionSetting = "spark.io.encryption.enabled";
    private const int ChunkLength = 1 << 20;
    private const int LastChunk = -1;

    /// <summary>Sends bytes to each executor once; functions read them from their <c>TaskContext.Broadcasts</c>.</summary>
    /// <param name="content">The bytes, for example a model. They pass through a file in Spark's own temporary folder.</param>
    public Broadcast Broadcast(ReadOnlySpan<byte> content)
    {
        string folder = _session.Gateway.CallStatic<string>("org.apache.spark.SparkFiles", "getRootDirectory");
        string path = Path.Combine(folder, $"loandefault-broadcast-{Guid.NewGuid():N}");
        using var payload = new MemoryStream();
        BroadcastPayload.Write(payload, content);
        using JavaObject carrier = _session.Gateway.CallStatic<JavaObject>(JavaClasses.PythonRdd, "setupBroadcast", path);
        if (_session.Conf().Get(EncryptionSetting, "false") == "true")
            SendToBeEncrypted(carrier, payload.GetBuffer().AsSpan(0, (int)payload.Length));
        else
            WritePrivately(path, payload);
        return new Broadcast(_context.Call<JavaObject>("broadcast", carrier));
    }

    private static void WritePrivately(string path, MemoryStream payload)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        payload.WriteTo(file);
    }

    private static void SendToBeEncrypted(JavaObject carrier, ReadOnlySpan<byte> payload)
    {
        using JavaObject server = carrier.Call<JavaObject>("setupEncryptionServer");
        object?[] address = server.Gateway.ReadArray<object?>(server);
        using (NetworkStream stream = SparkSocket.Open(address[0], address[1] as string))
        {
            Span<byte> length = stackalloc byte[sizeof(int)];
            for (; payload.Length > 0; payload = payload[Math.Min(ChunkLength, payload.Length)..])
            {
                ReadOnlySpan<byte> chunk = payload[..Math.Min(ChunkLength, payload.Length)];
                BinaryPrimitives.WriteInt32BigEndian(length, chunk.Length);
                stream.Write(length);
                stream.Write(chunk);
            }
            BinaryPrimitives.WriteInt32BigEndian(length, LastChunk);
            stream.Write(length);
        }
        carrier.Call("waitTillDataReceived");
    }
}
