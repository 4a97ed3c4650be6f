using LoanDefault.Arrow;
using LoanDefault.Arrow.Ipc;
using LoanDefault.Arrow.Types;

namespace LoanDefault.Tests.Arrow.Support;

/// <summary>Streams to and from bytes.</summary>
internal static class Streams
{
    public static string CorpusFolder => Path.Combine(RepositoryFiles.Root, "tests/LoanDefault.Tests/Arrow/Corpus");

    public static IEnumerable<string> CorpusNames => Directory.GetFiles(CorpusFolder, "*.bin").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    public static byte[] Corpus(string name) => File.ReadAllBytes(Path.Combine(CorpusFolder, name));

    public static byte[] Write(Schema schema, params RecordBatch[] batches)
    {
        using var stream = new MemoryStream();
        var writer = new ArrowStreamWriter(stream, schema);
        foreach (RecordBatch batch in batches)
            writer.WriteRecordBatch(batch);
        writer.WriteEnd();
        return stream.ToArray();
    }

    /// <summary>All batches, each with memory of its own.</summary>
    public static (Schema Schema, List<RecordBatch> Batches) Read(byte[] bytes)
    {
        using var reader = new ArrowStreamReader(new MemoryStream(bytes), new ArrowStreamReaderOptions { ReuseMemory = false });
        var batches = new List<RecordBatch>();
        while (reader.ReadNextRecordBatch() is { } batch)
            batches.Add(batch);
        return (reader.Schema, batches);
    }

    public static RecordBatch Batch(string name, ArrowArray array) =>
        new(new Schema([new Field(name, array.DataType, nullable: true)]), [array], array.Length);

    /// <summary>Sends one array through a stream.</summary>
    public static ArrowArray RoundTrip(ArrowArray array)
    {
        RecordBatch batch = Batch("column", array);
        return Read(Write(batch.Schema, batch)).Batches.Single().Column(0);
    }
}
