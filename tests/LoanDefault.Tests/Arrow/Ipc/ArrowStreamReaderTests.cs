using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LoanDefault.Arrow;
using LoanDefault.Arrow.Ipc;
using LoanDefault.Tests.Arrow.Support;

namespace LoanDefault.Tests.Arrow.Ipc;

public sealed class ArrowStreamReaderTests
{
    private static readonly RecordBatch Every = new RandomArrays(seed: 21).Batch(40);
    private static readonly byte[] EveryBytes = Streams.Write(Every.Schema, Every, Every.Slice(5, 20));

    [Test]
    public void The_framing_and_the_end_of_old_writers_are_read_and_nothing_behind_them()
    {
        byte[] legacy = StreamBytes.ToLegacy(EveryBytes);
        using var stream = new MemoryStream([.. legacy, 0, 0, 0, 7]);
        using var reader = new ArrowStreamReader(stream);
        Assert.That(Plain.Of(reader.ReadNextRecordBatch()!), Is.EqualTo(Plain.Of(Every)));
        Assert.That(Plain.Of(reader.ReadNextRecordBatch()!), Is.EqualTo(Plain.Of(Every.Slice(5, 20))));
        Assert.That(reader.ReadNextRecordBatch(), Is.Null);
        Assert.That(reader.ReadNextRecordBatch(), Is.Null);
        Assert.That(stream.Position, Is.EqualTo(legacy.Length));
    }

    [TestCase(3, true)]
    [TestCase(4, true)]
    [TestCase(2, false)]
    [TestCase(5, false)]
    [TestCase(-1, false)]
    public void Metadata_versions_4_and_5_are_read_and_no_other(short version, bool isRead)
    {
        byte[] bytes = EveryBytes;
        foreach (StreamBytes.Message message in StreamBytes.Messages(EveryBytes))
            bytes = StreamBytes.WithVersion(bytes, message, version);
        if (isRead)
            Assert.That(Streams.Read(bytes).Batches, Has.Count.EqualTo(2));
        else
            Assert.That(() => Streams.Read(bytes), Throws.TypeOf<ArrowFormatException>().With.Message.Contains($"V{version + 1};"));
    }

    [Test]
    public void A_stream_that_gives_a_byte_at_a_time_is_read()
    {
        using var reader = new ArrowStreamReader(new SlowStream(EveryBytes), new ArrowStreamReaderOptions { ReuseMemory = false });
        Assert.That(Plain.Of(reader.ReadNextRecordBatch()!), Is.EqualTo(Plain.Of(Every)));
    }

    [Test]
    public void Cut_anywhere_a_stream_is_refused()
    {
        byte[] bytes = Streams.Corpus("spark-map-in.bin");
        for (int length = 0; length < bytes.Length; length++)
            Assert.That(() => Streams.Read(bytes[..length]), Throws.TypeOf<ArrowFormatException>(), $"{length} bytes");
    }

    [Test]
    public void A_stream_may_end_between_messages_only_if_the_reader_allows_it()
    {
        byte[] unmarked = EveryBytes[..^8];
        Assert.That(() => Streams.Read(unmarked), Throws.TypeOf<ArrowFormatException>().With.Message.Contains("rows may be missing"));

        using var reader = new ArrowStreamReader(new MemoryStream(unmarked), new ArrowStreamReaderOptions { AllowMissingEnd = true });
        Assert.That(reader.ReadNextRecordBatch(), Is.Not.Null);
        Assert.That(reader.ReadNextRecordBatch(), Is.Not.Null);
        Assert.That(reader.ReadNextRecordBatch(), Is.Null);

        using var cut = new ArrowStreamReader(new MemoryStream(unmarked[..^8]), new ArrowStreamReaderOptions { AllowMissingEnd = true });
        Assert.That(cut.ReadNextRecordBatch(), Is.Not.Null);
        Assert.That(cut.ReadNextRecordBatch, Throws.TypeOf<ArrowFormatException>());
    }

    [Test]
    public void After_an_error_and_after_disposal_nothing_is_read()
    {
        using var broken = new ArrowStreamReader(new MemoryStream(EveryBytes[..100]));
        Assert.That(() => broken.Schema, Throws.TypeOf<ArrowFormatException>());
        Assert.That(broken.ReadNextRecordBatch, Throws.InvalidOperationException);

        using var disposed = new ArrowStreamReader(new MemoryStream(EveryBytes));
        disposed.Dispose();
        Assert.That(() => disposed.Schema, Throws.InvalidOperationException);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void The_stream_is_closed_only_on_request(bool close)
    {
        using var stream = new MemoryStream(EveryBytes);
        new ArrowStreamReader(stream, new ArrowStreamReaderOptions { CloseStream = close }).Dispose();
        Assert.That(stream.CanRead, Is.Not.EqualTo(close));
    }

    [Test]
    public void A_batch_lives_until_the_next_read_and_its_clone_longer()
    {
        RecordBatch ones = Streams.Batch("x", new Int64Array([1, 1]));
        RecordBatch twos = Streams.Batch("x", new Int64Array([2, 2]));
        using var reader = new ArrowStreamReader(new MemoryStream(Streams.Write(ones.Schema, ones, twos)));
        var first = (Int64Array)reader.ReadNextRecordBatch()!.Column(0);
        var kept = (Int64Array)new RecordBatch(ones.Schema, [first], 2).Clone().Column(0);
        reader.ReadNextRecordBatch();
        Assert.That(first.Values.ToArray(), Is.EqualTo(new[] { 2L, 2L }));
        Assert.That(kept.Values.ToArray(), Is.EqualTo(new[] { 1L, 1L }));
    }

    [Test]
    public unsafe void The_first_buffer_of_a_batch_starts_at_a_multiple_of_64_bytes()
    {
        RecordBatch batch = Streams.Batch("x", new DoubleArray(new double[1000]));
        using var reader = new ArrowStreamReader(new MemoryStream(Streams.Write(batch.Schema, batch, batch)));
        for (int i = 0; i < 2; i++)
        {
            ref double first = ref MemoryMarshal.GetReference(((DoubleArray)reader.ReadNextRecordBatch()!.Column(0)).Values);
            Assert.That((long)Unsafe.AsPointer(ref first) % 64, Is.Zero);
        }
    }

    [Test]
    public void Reading_a_batch_allocates_the_same_however_many_rows_it_has()
    {
        Assert.That(AllocatedPerBatch(rows: 10_000), Is.LessThan(AllocatedPerBatch(rows: 10) + 512).And.LessThan(8_000));
    }

    [Test]
    public void A_schema_may_be_followed_by_dictionaries_that_change()
    {
        var indices = new Int32Array([0]);
        RecordBatch[] batches = [.. new[] { "a", "b" }.Select(text => Streams.Batch("x", new DictionaryArray(indices, new StringArray.Builder().Append(text).Build())))];
        List<RecordBatch> back = Streams.Read(Streams.Write(batches[0].Schema, batches)).Batches;
        Assert.That(back.Select(batch => ((DictionaryArray)batch.Column(0)).GetString(0)), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void A_dictionary_stays_the_same_object_while_it_does_not_change()
    {
        RecordBatch batch = Streams.Batch("x", new RandomArrays(seed: 5).Make("dictionary int8", 10));
        List<RecordBatch> back = Streams.Read(Streams.Write(batch.Schema, batch, batch)).Batches;
        Assert.That(((DictionaryArray)back[1].Column(0)).Dictionary, Is.SameAs(((DictionaryArray)back[0].Column(0)).Dictionary));
    }

    private static long AllocatedPerBatch(int rows)
    {
        const int Batches = 20;
        RecordBatch batch = new RandomArrays(seed: 6).Batch(rows, ["int64", "double", "string", "boolean", "timestamp", "struct"]);
        using var reader = new ArrowStreamReader(new MemoryStream(Streams.Write(batch.Schema, [.. Enumerable.Repeat(batch, Batches + 2)])));
        reader.ReadNextRecordBatch();
        reader.ReadNextRecordBatch();
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < Batches; i++)
            reader.ReadNextRecordBatch();
        return (GC.GetAllocatedBytesForCurrentThread() - before) / Batches;
    }

    private sealed class SlowStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 1)]);
    }
}
