using LoanDefault.Arrow;
using LoanDefault.Arrow.Ipc;
using LoanDefault.Arrow.Types;
using LoanDefault.Spark.Worker.Wire;

namespace LoanDefault.Spark.Worker.Tasks;

/// <summary>
/// A task's answer: at most one Arrow stream, then times and updates, then how the connection goes on; or a failure. Spark
/// accepts a second stream and loses its rows, so there is never one.
/// </summary>
internal sealed class TaskReply(WireOutput output)
{
    private ArrowStreamWriter? _writer;
    private Schema? _schema;
    private int _batches;

    /// <summary>Sends a batch.</summary>
    /// <exception cref="InvalidOperationException">Its columns are others than those of the batches before it.</exception>
    public void Write(RecordBatch batch)
    {
        if (_writer is null)
        {
            SparkTypes.Require(batch.Schema.Fields);
            output.WriteInt32(Marker.StartArrowStream);
            _writer = new ArrowStreamWriter(output, batch.Schema);
            _schema = batch.Schema;
        }
        else if (!ReferenceEquals(_schema, batch.Schema) && !_schema!.Equals(batch.Schema))
        {
            throw new InvalidOperationException($"result batch {_batches + 1} has columns ({batch.Schema}) but those before it have ({_schema}): return batches of one schema");
        }
        _writer.WriteRecordBatch(batch);
        _batches++;
    }

    /// <summary>Ends the rows and sends what follows them.</summary>
    public void Complete(ProtocolVersion version, TaskTimes times, IReadOnlyList<byte[]> accumulatorUpdates)
    {
        EndStream();
        output.WriteInt32(Marker.Timing);
        foreach (long milliseconds in times.ToArray().AsSpan(0, version.TimingCount))
            output.WriteInt64(milliseconds);
        const long SpilledBytes = 0;
        output.WriteInt64(SpilledBytes);
        output.WriteInt64(SpilledBytes);
        output.WriteInt32(Marker.EndOfData);
        output.WriteInt32(accumulatorUpdates.Count);
        foreach (byte[] update in accumulatorUpdates)
            output.WriteBytes(update);
    }

    /// <summary>Says whether the connection can serve the next task.</summary>
    public void EndTask(bool canServeNext)
    {
        output.WriteInt32(canServeNext ? Marker.EndOfStream : Marker.EndOfData);
        output.Flush();
    }

    /// <summary>Ends the rows and reports a failure.</summary>
    public void Fail(string text)
    {
        EndStream();
        output.WriteInt32(Marker.Exception);
        output.WriteText(text);
        output.Flush();
    }

    private void EndStream()
    {
        _writer?.WriteEnd();
        _writer = null;
    }
}

/// <summary>When a task's stages ended; Spark shows them among its metrics.</summary>
internal readonly record struct TaskTimes(DateTimeOffset Boot, DateTimeOffset Init, DateTimeOffset Finish)
{
    /// <summary>Boot, init and finish in milliseconds since 1970, and the milliseconds of the work itself.</summary>
    public long[] ToArray() =>
        [Boot.ToUnixTimeMilliseconds(), Init.ToUnixTimeMilliseconds(), Finish.ToUnixTimeMilliseconds(), (long)(Finish - Init).TotalMilliseconds];
}
