using LoanDefault.Arrow;
using LoanDefault.Arrow.Ipc;
using LoanDefault.Arrow.Types;
using LoanDefault.Tests.Arrow.Support;

namespace LoanDefault.Tests.Arrow.Ipc;

/// <summary>Streams that Spark and PySpark sent, byte for byte.</summary>
public sealed class RecordedStreamTests
{
    private static readonly string[] Names = ["l", "f", "d", "s", "dt", "ts", "dec", "b"];

    private static IEnumerable<string> Recorded => Streams.CorpusNames.Where(name => name.StartsWith("spark-", StringComparison.Ordinal));

    [Test]
    public void A_mapInArrow_input_of_Spark_is_one_struct_of_all_columns()
    {
        (Schema schema, List<RecordBatch> batches) = Streams.Read(Streams.Corpus("spark-map-in.bin"));

        Assert.That(schema.Fields.Select(field => field.Name), Is.EqualTo(new[] { "struct" }));
        var type = (StructType)schema.Fields[0].DataType;
        Assert.That(type.Fields.Select(field => field.Name), Is.EqualTo(Names));
        ArrowType[] types =
        [
            Int64Type.Default, FloatType.Default, DoubleType.Default, StringType.Default, Date32Type.Default,
            new TimestampType(TimeUnit.Microsecond, "Etc/UTC"), new Decimal128Type(10, 2), BooleanType.Default,
        ];
        Assert.That(type.Fields.Select(field => field.DataType), Is.EqualTo(types));
        var structure = (StructArray)batches.Single().Column("struct");
        Assert.That((structure.Length, structure.NullCount), Is.EqualTo((4, 0)));
        RequireValues(structure);
    }

    [Test]
    public void A_mapInArrow_reply_of_PySpark_has_a_column_more()
    {
        var structure = (StructArray)Streams.Read(Streams.Corpus("spark-map-out.bin")).Batches.Single().Column(0);

        Assert.That(((StructType)structure.DataType).Fields.Select(field => field.Name), Is.EqualTo(Names.Append("d2")));
        RequireValues(structure);
        Assert.That(Plain.Of(structure.Fields[8]), Is.EqualTo(new object?[] { 1.5, 2.5, -2.5, null }));
    }

    [Test]
    public void A_partition_without_rows_is_a_schema_without_batches()
    {
        (Schema schema, List<RecordBatch> batches) = Streams.Read(Streams.Corpus("spark-empty-in.bin"));
        Assert.That(schema.Fields, Has.Count.EqualTo(1));
        Assert.That(batches, Is.Empty);
    }

    [TestCaseSource(nameof(Recorded))]
    public void Read_and_written_again_it_has_the_same_values(string name)
    {
        (Schema schema, List<RecordBatch> batches) = Streams.Read(Streams.Corpus(name));
        (Schema schemaAgain, List<RecordBatch> again) = Streams.Read(Streams.Write(schema, [.. batches]));
        Assert.That(schemaAgain, Is.EqualTo(schema));
        Assert.That(again.Select(batch => Plain.Of(batch)), Is.EqualTo(batches.Select(batch => Plain.Of(batch))));
    }

    [TestCaseSource(nameof(Recorded))]
    public void Not_a_byte_behind_the_end_of_stream_marker_is_read(string name)
    {
        byte[] bytes = Streams.Corpus(name);
        using var stream = new MemoryStream([.. bytes, 0xFF, 0xFF, 0xFF, 0xFC]);
        using var reader = new ArrowStreamReader(stream);
        while (reader.ReadNextRecordBatch() is not null)
        {
        }
        Assert.That(reader.ReadNextRecordBatch(), Is.Null);
        Assert.That(stream.Position, Is.EqualTo(bytes.Length));
    }

    private static void RequireValues(StructArray structure)
    {
        ArrowArray Column(string name) => structure.Fields[Array.IndexOf(Names, name)];
        Assert.That(Plain.Of(Column("l")), Is.EqualTo(new object?[] { 1L, 2L, -3L, null }));
        Assert.That(Plain.Of(Column("f")), Is.EqualTo(new object?[] { 1.5f, null, float.NaN, 0f }));
        Assert.That(Plain.Of(Column("d")), Is.EqualTo(new object?[] { 2.25, null, double.NegativeInfinity, 1e308 }));
        Assert.That(Plain.Of(Column("s")), Is.EqualTo(new object?[] { "a", null, "", "\u00fc\u4e2d\U0001F600" }));
        var dates = (Date32Array)Column("dt");
        Assert.That(
            Enumerable.Range(0, 4).Select(dates.GetDate), Is.EqualTo(new DateOnly?[] { new(2020, 2, 29), null, new(1969, 12, 31), new(9999, 12, 31) }));
        Assert.That(Plain.Of(Column("ts")), Is.EqualTo(new object?[] { 1614834367123456L, null, -1L, -62135596800000000L }));
        Assert.That(((TimestampArray)Column("ts")).GetDateTime(3), Is.EqualTo(DateTime.MinValue));
        var decimals = (Decimal128Array)Column("dec");
        Assert.That(Enumerable.Range(0, 4).Select(decimals.GetDecimal), Is.EqualTo(new decimal?[] { 12.34m, null, -99999999.99m, 0.00m }));
        Assert.That(Plain.Of(Column("b")), Is.EqualTo(new object?[] { true, null, false, null }));
        Assert.That(Column("l").NullCount, Is.EqualTo(1));
        Assert.That(Column("l").Validity[0] & 0x0F, Is.EqualTo(0b0111));
    }
}
