using LoanDefault.Arrow;
using LoanDefault.Arrow.FlatBuffers;
using LoanDefault.Arrow.Ipc;
using LoanDefault.Tests.Arrow.Support;

namespace LoanDefault.Tests.Arrow.Ipc;

/// <summary>Streams that lie in one place: refused, the place named, and no memory taken on their word.</summary>
public sealed class HostileStreamTests
{
    // Distinct numbers, so that tests find them in the metadata: 5 rows, 2 of them missing, 12 bytes of text.
    private static readonly RecordBatch Texts = Streams.Batch(
        "word", new StringArray.Builder().Append("abcd").AppendNull().Append("efg").AppendNull().Append("hijkl").Build());

    private static readonly byte[] Bytes = Streams.Write(Texts.Schema, Texts);
    private static readonly StreamBytes.Message Batch = StreamBytes.Messages(Bytes)[1];

    // The body: validity at 0, six offsets at 8, data at 32.
    private static int Offset(int index) => Batch.BodyStart + 8 + index * sizeof(int);

    [Test]
    public void A_falling_offset_is_refused() => Refused(StreamBytes.With(Bytes, Offset(2), 3), "'word'", "smaller than the one before");

    [Test]
    public void Offsets_below_0_are_refused() => Refused(StreamBytes.With(Bytes, Offset(0), BitConverter.GetBytes(-1)), "'word'", "below 0");

    [Test]
    public void Offsets_behind_the_data_are_refused() => Refused(StreamBytes.With(Bytes, Offset(5), 13), "'word'", "behind its data");

    [Test]
    public void A_falling_offset_is_found_at_every_position()
    {
        const int Values = 70;
        for (int i = 1; i < Values; i++)
        {
            int[] offsets = [.. Enumerable.Range(0, Values + 1)];
            offsets[i] = offsets[i + 1] + 1;
            Assert.That(Offsets.Check<int>(offsets, Values * 2), Is.Not.Null, $"int at {i}");
            Assert.That(Offsets.Check<long>([.. offsets.Select(offset => (long)offset)], Values * 2), Is.Not.Null, $"long at {i}");
        }
        Assert.That(Offsets.Check<int>([.. Enumerable.Range(0, Values + 1)], Values), Is.Null);
    }

    [Test]
    public void A_null_count_that_the_bitmap_contradicts_is_refused() =>
        Refused(StreamBytes.With(Bytes, Batch.BodyStart, 0b0001), "declares 2 missing values, but its validity bitmap has 4");

    [Test]
    public void A_negative_null_count_is_refused() => Refused(StreamBytes.ReplaceInt64(Bytes, Batch, 2, -1), "-1 missing");

    [TestCase(-1)]
    [TestCase(long.MaxValue)]
    [TestCase(1L << 31)]
    public void A_row_count_that_no_batch_has_is_refused(long rows) => Refused(StreamBytes.ReplaceInt64(Bytes, Batch, 5, rows), "rows");

    [Test]
    public void Columns_longer_than_their_batch_are_refused()
    {
        byte[] fourRows = StreamBytes.ReplaceInt64(Bytes, Batch, 5, 4);
        Refused(fourRows, "4");
    }

    [Test]
    public void A_buffer_outside_the_body_is_refused() => Refused(StreamBytes.ReplaceInt64(Bytes, Batch, 32, 48), "not within the message's body");

    [Test]
    public void A_buffer_that_starts_between_8_bytes_is_refused() => Refused(StreamBytes.ReplaceInt64(Bytes, Batch, 32, 33), "not a multiple of 8");

    [Test]
    public void Buffers_that_overlap_are_refused()
    {
        // The offsets' buffer claims the text as well, and the text the whole body.
        byte[] overlapping = StreamBytes.ReplaceInt64(StreamBytes.ReplaceInt64(Bytes, Batch, 24, 40), Batch, 32, 0);
        Refused(overlapping, "overlap");
    }

    [TestCase(1L << 30)]
    [TestCase(int.MaxValue - 64)]
    [TestCase(long.MaxValue)]
    [TestCase(-8)]
    public void A_body_that_is_said_to_be_huge_takes_no_memory(long length) =>
        RefusedCheaply(StreamBytes.ReplaceInt64(Bytes, Batch, Batch.BodyLength, length));

    [TestCase(1 << 30)]
    [TestCase(int.MaxValue)]
    [TestCase(-2)]
    public void Metadata_that_is_said_to_be_huge_takes_no_memory(int length) =>
        RefusedCheaply(StreamBytes.With(Bytes, Batch.Start + 4, BitConverter.GetBytes(length)));

    [TestCase((byte)0, "LZ4")]
    [TestCase((byte)1, "zstd")]
    public void Compressed_batches_are_refused_with_the_setting_to_change(byte codec, string name)
    {
        var builder = new FlatBuilder();
        builder.StartTable(1);
        builder.AddByte(Format.Compression.Codec, codec);
        int compression = builder.EndTable();
        builder.StartTable(Format.RecordBatch.Slots);
        builder.AddReference(Format.RecordBatch.Compression, compression);
        byte[] message = Message(builder, Format.Header.RecordBatch, builder.EndTable());
        Refused([.. Bytes[..Batch.Start], .. message], name, "spark.sql.execution.arrow.compression.codec=none");
    }

    [Test]
    public void A_big_endian_stream_is_refused()
    {
        var builder = new FlatBuilder();
        builder.StartTable(Format.Schema.Slots);
        builder.AddInt16(Format.Schema.Endianness, 1);
        Refused(Message(builder, Format.Header.Schema, builder.EndTable()), "big-endian");
    }

    [Test]
    public void A_type_that_is_not_read_is_named_with_its_column()
    {
        byte[] schema = Schema(builder => Field(builder, "when\n", kind: 9, children: 0));
        Refused(schema, "'when?'", "the type time");
    }

    [TestCase(63, true)]
    [TestCase(64, false)]
    [TestCase(5000, false)]
    public void Structs_are_nested_to_64_levels(int structs, bool isRead)
    {
        byte[] schema = Schema(builder =>
        {
            int field = Field(builder, "leaf", Format.Kind.Bool, children: 0);
            for (int i = 0; i < structs; i++)
                field = Field(builder, "s", Format.Kind.Struct, builder.References([field]));
            return field;
        });
        if (isRead)
            Assert.That(Streams.Read([.. schema, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0]).Schema.Fields, Has.Count.EqualTo(1));
        else
            Refused(schema, "nested more than 64 levels");
    }

    [Test]
    public void A_schema_that_unfolds_to_2_to_the_60_fields_is_refused_at_once()
    {
        byte[] schema = Schema(builder =>
        {
            int field = Field(builder, "leaf", Format.Kind.Bool, children: 0);
            for (int i = 0; i < 60; i++)
                field = Field(builder, "s", Format.Kind.Struct, builder.References([field, field]));
            return field;
        });
        RefusedCheaply(schema);
    }

    [Test]
    public void A_table_within_itself_is_refused()
    {
        byte[] schema = Schema(builder => Field(builder, "s", Format.Kind.Struct, builder.References([0x7FFF])));
        RefusedCheaply(schema);
    }

    [Test]
    public void A_position_outside_of_its_dictionary_is_refused()
    {
        RecordBatch batch = Streams.Batch("x", new DictionaryArray(new Int32Array([1, 0, 1]), new StringArray.Builder().Append("a").Append("b").Build()));
        byte[] bytes = Streams.Write(batch.Schema, batch);
        StreamBytes.Message message = StreamBytes.Messages(bytes)[2];
        Refused(StreamBytes.With(bytes, message.BodyStart + 4, 2), "not within its dictionary of 2");
        Refused(StreamBytes.With(bytes, message.BodyStart + 4, BitConverter.GetBytes(-1)), "not within its dictionary of 2");
    }

    [Test]
    public void A_batch_before_its_dictionary_is_refused_unless_all_is_missing()
    {
        RecordBatch batch = Streams.Batch("x", new DictionaryArray(new Int32Array([0]), new StringArray.Builder().Append("a").Build()));
        RecordBatch missing = Streams.Batch("x", new DictionaryArray(new Int32Array.Builder().AppendNull().Build(), new StringArray.Builder().Append("a").Build()));
        Refused(WithoutDictionary(batch), "dictionary of 0");
        Assert.That(Plain.Of(Streams.Read(WithoutDictionary(missing)).Batches[0].Column(0)), Is.EqualTo(new object?[] { null }));
    }

    [Test]
    public void A_view_out_of_its_buffer_is_refused()
    {
        RecordBatch batch = Streams.Batch("v", new StringViewArray(View(length: 20, buffer: 0, offset: 4), [ArrowBuffer.Of(new byte[24])], 1));
        byte[] bytes = Streams.Write(batch.Schema, batch);
        int view = StreamBytes.Messages(bytes)[1].BodyStart;
        Assert.That(Streams.Read(bytes).Batches, Has.Count.EqualTo(1));
        Refused(StreamBytes.With(bytes, view, 21), "points out of its buffers");
        Refused(StreamBytes.With(bytes, view + 8, 1), "points out of its buffers");
        Refused(StreamBytes.With(bytes, view, BitConverter.GetBytes(-1)), "points out of its buffers");
    }

    [Test]
    public void Something_that_is_no_Arrow_stream_is_refused()
    {
        Refused("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(), "the stream");
        Refused(new byte[1000], "ends before its schema");
        Refused(Bytes[Batch.Start..], "does not begin with a schema");
        Refused([.. Bytes[..Batch.Start], .. Bytes[..Batch.Start]], "of type 1");
    }

    private static byte[] WithoutDictionary(RecordBatch batch)
    {
        byte[] bytes = Streams.Write(batch.Schema, batch);
        StreamBytes.Message dictionary = StreamBytes.Messages(bytes)[1];
        return [.. bytes[..dictionary.Start], .. bytes[dictionary.End..]];
    }

    private static ArrowBuffer View(int length, int buffer, int offset) => ArrowBuffer.Of(new[] { length, 0, buffer, offset });

    private static byte[] Schema(Func<FlatBuilder, int> field)
    {
        var builder = new FlatBuilder();
        int fields = builder.References([field(builder)]);
        builder.StartTable(Format.Schema.Slots);
        builder.AddReference(Format.Schema.Fields, fields);
        return Message(builder, Format.Header.Schema, builder.EndTable());
    }

    private static int Field(FlatBuilder builder, string name, byte kind, int children)
    {
        int text = builder.Text(name);
        builder.StartTable(0);
        int type = builder.EndTable();
        builder.StartTable(Format.Field.Slots);
        builder.AddReference(Format.Field.Name, text);
        builder.AddByte(Format.Field.TypeKind, kind);
        builder.AddReference(Format.Field.Type, type);
        builder.AddReference(Format.Field.Children, children);
        return builder.EndTable();
    }

    private static byte[] Message(FlatBuilder builder, byte headerType, int header)
    {
        byte[] metadata = BatchEncoder.Message(builder, headerType, header, bodyLength: 0).ToArray();
        return [0xFF, 0xFF, 0xFF, 0xFF, .. BitConverter.GetBytes(metadata.Length), .. metadata];
    }

    private static void Refused(byte[] bytes, params string[] parts)
    {
        ArrowFormatException? error = Assert.Throws<ArrowFormatException>(() => Streams.Read(bytes));
        foreach (string part in parts)
            Assert.That(error!.Message, Does.Contain(part));
        Assert.That(error!.Message, Does.Not.Contain("\n"));
    }

    private static void RefusedCheaply(byte[] bytes)
    {
        Refused(bytes);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<ArrowFormatException>(() => Streams.Read(bytes));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(300_000));
    }
}
