using System.Text.Json;
using LoanDefault.Spark.Worker.Wire;

namespace LoanDefault.Spark.Worker.Tasks;

/// <summary>
/// Reads the task's context. Beside the identity it carries nearly the whole configuration of the application (the local
/// properties), secrets included: that is skipped and never logged.
/// </summary>
internal static class TaskIdentityReader
{
    private const int OnUnixSocket = -1;

    public static TaskIdentity Read(WireInput input, ProtocolVersion version)
    {
        if (version.HasJsonContext)
            return ReadJson(input.ReadBytes());
        bool isBarrier = input.ReadBoolean();
        if (isBarrier || !version.HasBarrierServerOnlyWhenBarrier)
            SkipBarrierServer(input);
        return ReadFields(input);
    }

    // Port and secret, or -1 and the path of a socket.
    private static void SkipBarrierServer(WireInput input)
    {
        int port = input.ReadInt32();
        if (port < OnUnixSocket)
            throw new WorkerProtocolException($"Spark sent {port} where a port stands: its protocol is not the one that the driver's tag names");
        input.ReadText();
    }

    private static TaskIdentity ReadFields(WireInput input)
    {
        var identity = new TaskIdentity(input.ReadInt32(), input.ReadInt32(), input.ReadInt32(), input.ReadInt64(), input.ReadInt32());
        for (int resources = input.ReadCount(); resources > 0; resources--)
        {
            input.ReadText();
            input.ReadText();
            for (int addresses = input.ReadCount(); addresses > 0; addresses--)
                input.ReadText();
        }
        for (int properties = input.ReadCount(); properties > 0; properties--)
        {
            input.ReadText();
            input.ReadText();
        }
        return identity;
    }

    private static TaskIdentity ReadJson(byte[] text)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement context = document.RootElement;
            return new TaskIdentity(
                context.GetProperty("stageId").GetInt32(),
                context.GetProperty("partitionId").GetInt32(),
                context.GetProperty("attemptNumber").GetInt32(),
                context.GetProperty("taskAttemptId").GetInt64(),
                context.GetProperty("cpus").GetInt32());
        }
        catch (Exception invalid) when (invalid is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            // Not as the inner exception either: its text may quote the context.
            throw new WorkerProtocolException("Spark's context of the task is not the JSON that its release should send: its protocol is not the one that the driver's tag names");
        }
    }
}
