using System.Net.Sockets;
using LoanDefault.Arrow;
using LoanDefault.Arrow.Ipc;
using LoanDefault.Spark.Gateway;

namespace LoanDefault.Spark.Sql;

/// <summary>
/// Fetches rows as Spark's driver serves them: one Arrow stream whose batches come as partitions finish, then how many
/// batches there were and, for each in the rows' order, its place in the stream.
/// </summary>
internal static class ArrowCollector
{
    // Of the three objects that Spark returns.
    private const int Server = 0;
    private const int Secret = 1;
    private const int Result = 2;

    /// <summary>All batches in order.</summary>
    /// <exception cref="SparkException">The job failed.</exception>
    public static IReadOnlyList<RecordBatch> Collect(JavaObject dataset)
    {
        using JavaObject answer = dataset.Call<JavaObject>("collectAsArrowToPython");
        object?[] parts = dataset.Gateway.ReadArray<object?>(answer);
        using JavaObject result = JavaGateway.Cast<JavaObject>(parts[Result], "collectAsArrowToPython");
        try
        {
            RecordBatch[] batches = Read(parts[Server], parts[Secret] as string);
            // A job that failed ends the stream as one that succeeded does: only this call tells.
            result.Call("getResult");
            return batches;
        }
        catch (Exception error) when (error is IOException or ArrowFormatException)
        {
            // What went wrong in Spark, if something did, is the better explanation.
            result.Call("getResult");
            if (error is ArrowFormatException)
                throw;
            throw new GatewayException("Spark stopped sending rows before all had come: its log says why", error);
        }
    }

    private static RecordBatch[] Read(object? server, string? secret)
    {
        using NetworkStream connection = SparkSocket.Open(server, secret);
        using var stream = new BufferedStream(connection, bufferSize: 1 << 16);
        var arrived = new List<RecordBatch>();
        using (var reader = new ArrowStreamReader(stream, new ArrowStreamReaderOptions { ReuseMemory = false }))
        {
            while (reader.ReadNextRecordBatch() is { } batch)
                arrived.Add(batch);
        }
        int count = SparkSocket.ReadInt32(stream);
        if (count != arrived.Count)
            throw GatewayException.Malformed($"{arrived.Count} batches and an order of {count}");
        var ordered = new RecordBatch[count];
        for (int place = 0; place < count; place++)
        {
            int index = SparkSocket.ReadInt32(stream);
            ordered[place] = index >= 0 && index < count ? arrived[index] : throw GatewayException.Malformed($"batch {index} of {count}");
        }
        return ordered;
    }
}
