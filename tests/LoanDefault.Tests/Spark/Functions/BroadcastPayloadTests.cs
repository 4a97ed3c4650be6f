using LoanDefault.Core.Errors;
using LoanDefault.Spark.Functions;

namespace LoanDefault.Tests.Spark.Functions;

public sealed class BroadcastPayloadTests
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(3_000_001)]
    public void Content_says_itself_where_it_ends(int length)
    {
        byte[] content = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
        var stream = new MemoryStream();
        BroadcastPayload.Write(stream, content);
        stream.WriteByte(42);
        stream.Position = 0;

        Assert.That(BroadcastPayload.Read(stream, "x").AsSpan().SequenceEqual(content));
        Assert.That(stream.ReadByte(), Is.EqualTo(42));
    }

    [Test]
    public void Content_that_breaks_off_anywhere_is_damaged()
    {
        var whole = new MemoryStream();
        BroadcastPayload.Write(whole, [1, 2, 3]);
        for (int length = 0; length < whole.Length; length++)
            Assert.That(() => BroadcastPayload.Read(new MemoryStream(whole.ToArray()[..length]), "the file"), Throws.TypeOf<BadInputException>().With.Message.Contains("the file"));
    }

    [TestCase(-1)]
    [TestCase(long.MaxValue)]
    [TestCase(int.MaxValue - 100)]
    public void A_length_that_lies_costs_no_memory(long length)
    {
        byte[] bytes = new byte[20];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes, length);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(() => BroadcastPayload.Read(new MemoryStream(bytes), "x"), Throws.TypeOf<BadInputException>());
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(4 << 20));
    }

    [Test]
    public void A_broadcast_file_is_read_by_its_id()
    {
        string path = Path.GetTempFileName();
        try
        {
            using (FileStream file = File.Create(path))
                BroadcastPayload.Write(file, [7, 8]);
            Assert.That(TaskBroadcast.InFile(3, path).ReadAll().ToArray(), Is.EqualTo(new byte[] { 7, 8 }));
        }
        finally
        {
            File.Delete(path);
        }
    }
}
