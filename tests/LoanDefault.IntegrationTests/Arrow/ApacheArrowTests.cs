using System.Text.Json.Nodes;
using LoanDefault.Arrow;
using LoanDefault.Arrow.Ipc;
using LoanDefault.Arrow.Types;
using LoanDefault.IntegrationTests.Arrow.Support;
using LoanDefault.Tests.Arrow.Support;

namespace LoanDefault.IntegrationTests.Arrow;

/// <summary>Streams between ours and Apache Arrow's JavaScript implementation, both ways.</summary>
public sealed class ApacheArrowTests
{
    [Test]
    public void It_reads_every_kind_as_we_wrote_it()
    {
        RecordBatch batch = new RandomArrays(seed: 11).Batch(100);
        RecordBatch[] batches = [batch, batch.Slice(0, 0), batch.Slice(13, 41)];
        JsonObject theirs = ArrowPeer.Read(Write(batch.Schema, batches));
        RequireEqual(theirs, ArrowPeer.Describe(batch.Schema, batches));
    }

    [Test]
    public void We_read_every_kind_as_it_wrote_it()
    {
        RecordBatch batch = new RandomArrays(seed: 12).Batch(100);
        RecordBatch[] batches = [batch, batch.Slice(0, 0), batch.Slice(7, 50)];
        (Schema schema, List<RecordBatch> back) = Read(ArrowPeer.Rewrite(Write(batch.Schema, batches)));
        RequireEqual(ArrowPeer.Describe(schema, back), ArrowPeer.Describe(batch.Schema, batches));
    }

    [TestCase("plain")]
    [TestCase("delta")]
    public void What_it_made_itself_reads_as_it_reads_it(string what)
    {
        byte[] stream = ArrowPeer.Write(what);
        (Schema schema, List<RecordBatch> batches) = Read(stream);
        RequireEqual(ArrowPeer.Describe(schema, batches), ArrowPeer.Read(stream));
    }

    [Test]
    public void Its_delta_dictionary_extends_the_dictionary_before()
    {
        (_, List<RecordBatch> batches) = Read(ArrowPeer.Write("delta"));
        Assert.That(batches.Select(batch => Plain.Of(batch.Column(0))), Is.EqualTo(new[] { ["b", "a"], new object[] { "e", "c", "a" } }));
    }

    [Test]
    public void A_batch_without_columns_keeps_its_row_count()
    {
        var schema = new Schema([]);
        JsonObject theirs = ArrowPeer.Read(Write(schema, new RecordBatch(schema, [], 5)));
        Assert.That(theirs["batches"]![0]!["rows"]!.GetValue<int>(), Is.EqualTo(5));
    }

    private static byte[] Write(Schema schema, params RecordBatch[] batches)
    {
        using var stream = new MemoryStream();
        var writer = new ArrowStreamWriter(stream, schema);
        foreach (RecordBatch batch in batches)
            writer.WriteRecordBatch(batch);
        writer.WriteEnd();
        return stream.ToArray();
    }

    private static (Schema Schema, List<RecordBatch> Batches) Read(byte[] stream)
    {
        using var reader = new ArrowStreamReader(new MemoryStream(stream), new ArrowStreamReaderOptions { ReuseMemory = false });
        var batches = new List<RecordBatch>();
        while (reader.ReadNextRecordBatch() is { } batch)
            batches.Add(batch);
        return (reader.Schema, batches);
    }

    private static void RequireEqual(JsonObject actual, JsonObject expected) => Assert.That(actual.ToJsonString(), Is.EqualTo(expected.ToJsonString()));
}
