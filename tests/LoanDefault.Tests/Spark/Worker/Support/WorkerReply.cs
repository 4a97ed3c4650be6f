using System.Buffers.Binary;
using System.Text;
using LoanDefault.Arrow;
using LoanDefault.Arrow.Ipc;

namespace LoanDefault.Tests.Spark.Worker.Support;

/// <summary>A worker's answers as Spark reads them, one after the other.</summary>
internal sealed class WorkerReply : IDisposable
{
    private readonly MemoryStream _bytes;

    public WorkerReply(byte[] bytes) => _bytes = new MemoryStream(bytes);

    public void Dispose() => _bytes.Dispose();

    public List<RecordBatch> Batches { get; } = [];

    public int ArrowStreams { get; private set; }

    public string? Failure { get; private set; }

    public List<long> Timing { get; } = [];

    public List<byte[]> Updates { get; } = [];

    /// <summary>-4: the next task may come; -1: it may not.</summary>
    public int? Final { get; private set; }

    public bool IsAtEnd => _bytes.Position == _bytes.Length;

    /// <summary>Reads one answer.</summary>
    /// <param name="timingCount">Longs behind TIMING, spilled bytes included.</param>
    public WorkerReply Read(int timingCount)
    {
        while (Final is null && !IsAtEnd)
        {
            switch (Int32())
            {
                case -6:
                    ArrowStreams++;
                    var reader = new ArrowStreamReader(_bytes);
                    while (reader.ReadNextRecordBatch() is { } batch)
                        Batches.Add(batch.Clone());
                    break;
                case -3:
                    for (int i = 0; i < timingCount; i++)
                        Timing.Add(Int64());
                    break;
                case -1:
                    for (int count = Int32(); count > 0; count--)
                        Updates.Add(Bytes());
                    Final = Int32();
                    break;
                case -2:
                    Failure = Encoding.UTF8.GetString(Bytes());
                    return this;
                case var other:
                    throw new InvalidDataException($"marker {other} at {_bytes.Position - 4}");
            }
        }
        return this;
    }

    private int Int32() => BinaryPrimitives.ReadInt32BigEndian(Exactly(4));

    private long Int64() => BinaryPrimitives.ReadInt64BigEndian(Exactly(8));

    private byte[] Bytes() => Exactly(Int32());

    private byte[] Exactly(int count)
    {
        byte[] bytes = new byte[count];
        _bytes.ReadExactly(bytes);
        return bytes;
    }
}
