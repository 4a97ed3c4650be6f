using LoanDefault.Arrow;
using LoanDefault.Arrow.Ipc;
using LoanDefault.Arrow.Types;
using LoanDefault.Tests.Arrow.Support;

namespace LoanDefault.Tests.Arrow.Ipc;

public sealed class ArrowStreamWriterTests
{
    private static readonly int[] Lengths = [0, 1, 7, 8, 9, 63, 64, 65, 1000];

    private static IEnumerable<string> Kinds => RandomArrays.Kinds;

    [Test]
    public void Arrays_of_every_kind_and_length_come_back([ValueSource(nameof(Kinds))] string kind, [ValueSource(nameof(Lengths))] int length)
    {
        ArrowArray array = new RandomArrays(seed: length).Make(kind, length);
        ArrowArray back = Streams.RoundTrip(array);
        Assert.That(back.DataType, Is.EqualTo(array.DataType));
        Assert.That(back.NullCount, Is.EqualTo(array.NullCount));
        Assert.That(Plain.Of(back), Is.EqualTo(Plain.Of(array)));
    }

    [Test]
    public void Slices_of_every_kind_come_back([ValueSource(nameof(Kinds))] string kind, [Values(1, 3, 8, 13, 50)] int offset, [Values(0, 1, 8, 31, 50)] int length)
    {
        ArrowArray slice = new RandomArrays(seed: 1).Make(kind, 100).Slice(offset, length);
        ArrowArray back = Streams.RoundTrip(slice);
        Assert.That(Plain.Of(back), Is.EqualTo(Plain.Of(slice)));
        Assert.That(back.NullCount, Is.EqualTo(Enumerable.Range(0, length).Count(slice.IsNull)));
    }

    [Test]
    public void A_slice_of_a_slice_comes_back([ValueSource(nameof(Kinds))] string kind)
    {
        ArrowArray slice = new RandomArrays(seed: 2).Make(kind, 100).Slice(5, 60).Slice(6, 21);
        Assert.That(Plain.Of(Streams.RoundTrip(slice)), Is.EqualTo(Plain.Of(slice)));
    }

    [Test]
    public void Batches_of_all_kinds_come_back_with_their_metadata()
    {
        RecordBatch first = new RandomArrays(seed: 3).Batch(100);
        RecordBatch second = first.Slice(20, 33);
        (Schema schema, List<RecordBatch> back) = Streams.Read(Streams.Write(first.Schema, first, second));
        Assert.That(schema, Is.EqualTo(first.Schema));
        Assert.That(schema.Metadata, Is.EqualTo(first.Schema.Metadata));
        Assert.That(schema.Fields.Select(field => field.Metadata), Is.EqualTo(first.Schema.Fields.Select(field => field.Metadata)));
        Assert.That(back.Select(batch => Plain.Of(batch)), Is.EqualTo(new[] { first, second }.Select(batch => Plain.Of(batch))));
    }

    [Test]
    public void A_batch_without_columns_keeps_its_row_count()
    {
        var schema = new Schema([]);
        (_, List<RecordBatch> back) = Streams.Read(Streams.Write(schema, new RecordBatch(schema, [], 5), new RecordBatch(schema, [], 0)));
        Assert.That(back.Select(batch => batch.Length), Is.EqualTo(new[] { 5, 0 }));
    }

    [Test]
    public void Without_batches_the_stream_is_schema_and_end()
    {
        var schema = new Schema([new Field("x", Int64Type.Default, nullable: false)]);
        byte[] bytes = Streams.Write(schema);
        Assert.That(StreamBytes.Messages(bytes), Has.Count.EqualTo(1));
        Assert.That(bytes[^8..], Is.EqualTo(new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0 }));
        (Schema back, List<RecordBatch> batches) = Streams.Read(bytes);
        Assert.That(back, Is.EqualTo(schema));
        Assert.That(batches, Is.Empty);
    }

    [Test]
    public void All_messages_and_buffers_are_aligned_to_8_bytes()
    {
        foreach (StreamBytes.Message message in StreamBytes.Messages(Streams.Write(Every.Schema, Every)))
        {
            Assert.That(message.Start % 8, Is.Zero);
            Assert.That(message.BodyStart % 8, Is.Zero);
            Assert.That(message.BodyLength % 8, Is.Zero);
        }
    }

    [Test]
    public void A_dictionary_is_sent_once_and_again_only_when_it_changes()
    {
        var indices = new Int32Array([1, 0]);
        StringArray ab = new StringArray.Builder().Append("a").Append("b").Build();
        StringArray cd = new StringArray.Builder().Append("c").Append("d").Build();
        RecordBatch[] batches = [.. new[] { ab, ab, cd }.Select(values => Streams.Batch("x", new DictionaryArray(indices, values)))];
        byte[] bytes = Streams.Write(batches[0].Schema, batches);
        Assert.That(StreamBytes.Messages(bytes), Has.Count.EqualTo(1 + 3 + 2));
        Assert.That(Streams.Read(bytes).Batches.Select(batch => Plain.Of(batch.Column(0))), Is.EqualTo(new[] { ["b", "a"], ["b", "a"], new object[] { "d", "c" } }));
    }

    [Test]
    public void A_batch_that_is_passed_on_goes_out_in_one_write()
    {
        RecordBatch batch = Streams.Batch("x", new Int64Array(new long[10_000]));
        var two = new RecordBatch(
            new Schema([new Field("x", Int64Type.Default, nullable: true), new Field("y", Int64Type.Default, nullable: true)]), [batch.Column(0), batch.Column(0)], 10_000);
        using var reader = new ArrowStreamReader(new MemoryStream(Streams.Write(two.Schema, two)));
        using var output = new WriteCounter();
        var writer = new ArrowStreamWriter(output, reader.Schema);
        writer.WriteStart();
        output.Sizes.Clear();

        writer.WriteRecordBatch(reader.ReadNextRecordBatch()!);

        Assert.That(output.Sizes.Where(size => size > 0).Skip(1), Is.EqualTo(new[] { 2 * 80_000 }));
    }

    [Test]
    public void What_lies_between_two_buffers_is_never_sent()
    {
        byte[] memory = [1, 2, 3, 99, 98, 97, 96, 95, 4, 5, 6, 0, 0, 0, 0, 0];
        var first = new UInt8Array(ArrowBuffer.Of(memory, 0, 3), 3);
        var second = new UInt8Array(ArrowBuffer.Of(memory, 8, 3), 3);
        var schema = new Schema([new Field("x", UInt8Type.Default, nullable: false), new Field("y", UInt8Type.Default, nullable: false)]);
        byte[] bytes = Streams.Write(schema, new RecordBatch(schema, [first, second], 3));
        Assert.That(bytes, Has.None.EqualTo((byte)99));
        Assert.That(Plain.Of(Streams.Read(bytes).Batches[0])[1], Is.EqualTo(new object[] { (byte)4, (byte)5, (byte)6 }));
    }

    [Test]
    public void A_batch_of_another_schema_is_refused_and_nothing_follows_the_end()
    {
        var writer = new ArrowStreamWriter(new MemoryStream(), new Schema([]));
        Assert.That(() => writer.WriteRecordBatch(Every), Throws.ArgumentException);
        writer.WriteEnd();
        writer.WriteEnd();
        Assert.That(() => writer.WriteRecordBatch(new RecordBatch(new Schema([]), [], 1)), Throws.InvalidOperationException);
    }

    private static RecordBatch Every { get; } = new RandomArrays(seed: 4).Batch(77);

    private sealed class WriteCounter : MemoryStream
    {
        public List<int> Sizes { get; } = [];

        public override void Write(byte[] buffer, int offset, int count) => Sizes.Add(count);

        public override void Write(ReadOnlySpan<byte> buffer) => Sizes.Add(buffer.Length);
    }
}
