using LoanDefault.Spark.Worker.Wire;
using LoanDefault.Tests.Spark.Worker.Support;

namespace LoanDefault.Tests.Spark.Worker.Wire;

public sealed class WireInputTests
{
    [TestCase(1)]
    [TestCase(3)]
    [TestCase(64)]
    public void Values_survive_any_cut_of_the_stream(int chunk)
    {
        byte[] bytes = new SparkWriter().Int32(-8).Int64(long.MinValue + 1).Boolean(true).Boolean(false).Text("für 你 😀").Bytes([1, 2]).Text("").Int32(5).ToArray();
        var input = new WireInput(new Trickle(bytes, chunk), bufferSize: 16);

        Assert.That(input.ReadInt32(), Is.EqualTo(-8));
        Assert.That(input.ReadInt64(), Is.EqualTo(long.MinValue + 1));
        Assert.That(input.ReadBoolean());
        Assert.That(input.ReadBoolean(), Is.False);
        Assert.That(input.ReadText(), Is.EqualTo("für 你 😀"));
        Assert.That(input.ReadBytes(), Is.EqualTo(new byte[] { 1, 2 }));
        Assert.That(input.ReadText(), Is.Empty);
        Assert.That(input.TryReadInt32(out int last) && last == 5);
        Assert.That(input.TryReadInt32(out _), Is.False);
        Assert.That(input.IsPeerGone);
    }

    [Test]
    public void Raw_reads_and_values_share_one_buffer()
    {
        var input = new WireInput(new MemoryStream(new SparkWriter().Raw([1, 2, 3, 4, 5]).Int32(9).ToArray()));
        byte[] raw = new byte[5];

        Assert.That(input.ReadAtLeast(raw, 5), Is.EqualTo(5));
        Assert.That(raw, Is.EqualTo(new byte[] { 1, 2, 3, 4, 5 }));
        Assert.That(input.ReadInt32(), Is.EqualTo(9));
    }

    [Test]
    public void A_large_read_goes_past_the_buffer()
    {
        var source = new Trickle(new byte[1000], 1000);
        var input = new WireInput(source, bufferSize: 16);

        Assert.That(input.Read(new byte[1000]), Is.EqualTo(1000));
        Assert.That(source.LargestRead, Is.EqualTo(1000));
    }

    [TestCase(-1)]
    [TestCase(int.MaxValue)]
    public void An_impossible_length_is_refused(int length) =>
        Assert.That(() => new WireInput(new MemoryStream(new SparkWriter().Int32(length).ToArray())).ReadBytes(), Throws.TypeOf<WorkerProtocolException>());

    [Test]
    public void A_length_that_lies_costs_no_memory()
    {
        var input = new WireInput(new MemoryStream(new SparkWriter().Int32(200 << 20).Raw([1]).ToArray()));
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.That(() => input.ReadBytes(), Throws.TypeOf<PeerGoneException>());
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.LessThan(4 << 20));
    }

    [Test]
    public void A_byte_that_is_no_boolean_is_refused() =>
        Assert.That(() => new WireInput(new MemoryStream([2])).ReadBoolean(), Throws.TypeOf<WorkerProtocolException>());

    [Test]
    public void A_text_that_is_no_UTF8_is_refused() =>
        Assert.That(() => new WireInput(new MemoryStream(new SparkWriter().Bytes([0xff]).ToArray())).ReadText(), Throws.TypeOf<WorkerProtocolException>());

    [Test]
    public void A_connection_that_breaks_is_a_peer_that_is_gone()
    {
        var input = new WireInput(new Broken());

        Assert.That(() => input.ReadInt32(), Throws.TypeOf<PeerGoneException>());
        Assert.That(input.IsPeerGone);
    }

    [Test]
    public void What_waits_to_be_sent_is_sent_before_each_wait()
    {
        int sent = 0;
        var input = new WireInput(new MemoryStream(new byte[8]), () => sent++);
        input.ReadInt32();
        input.ReadInt32();

        Assert.That(sent, Is.EqualTo(1));
        Assert.That(input.TryReadInt32(out _), Is.False);
        Assert.That(sent, Is.EqualTo(2));
    }

    [Test]
    public void A_message_ends_where_its_length_says()
    {
        var input = new WireInput(new MemoryStream(new SparkWriter().Bytes(new SparkWriter().Int32(1).ToArray()).Int32(2).ToArray()));
        WireInput message = input.ReadMessage();

        Assert.That(message.ReadInt32(), Is.EqualTo(1));
        Assert.That(message.IsAtEnd);
        Assert.That(() => message.ReadInt32(), Throws.TypeOf<WorkerProtocolException>());
        Assert.That(input.ReadInt32(), Is.EqualTo(2));
    }

    [Test]
    public void Draining_reads_to_the_end()
    {
        var source = new Trickle(new byte[100_000], 777);
        var input = new WireInput(source, bufferSize: 64);
        input.ReadInt32();
        input.Drain();

        Assert.That(source.Position, Is.EqualTo(100_000));
    }

    private sealed class Trickle(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public int LargestRead { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            int count = base.Read(buffer[..Math.Min(buffer.Length, chunk)]);
            LargestRead = Math.Max(LargestRead, count);
            return count;
        }
    }

    private sealed class Broken : MemoryStream
    {
        public override int Read(Span<byte> buffer) => throw new IOException("reset");
    }
}
