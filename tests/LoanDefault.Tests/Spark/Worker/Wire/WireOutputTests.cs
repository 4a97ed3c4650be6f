using LoanDefault.Spark.Worker.Wire;
using LoanDefault.Tests.Spark.Worker.Support;

namespace LoanDefault.Tests.Spark.Worker.Wire;

public sealed class WireOutputTests
{
    [TestCase(8)]
    [TestCase(1024)]
    public void Values_are_written_as_Java_writes_them(int bufferSize)
    {
        var target = new MemoryStream();
        var output = new WireOutput(target, bufferSize);
        output.WriteInt32(-6);
        output.WriteInt64(1L << 40);
        output.WriteText("ü");
        output.Write(new byte[20]);
        output.WriteBytes([7]);
        output.Flush();

        Assert.That(target.ToArray(), Is.EqualTo(new SparkWriter().Int32(-6).Int64(1L << 40).Text("ü").Raw(new byte[20]).Bytes([7]).ToArray()));
    }

    [Test]
    public void Nothing_is_sent_before_it_must_be()
    {
        var target = new MemoryStream();
        var output = new WireOutput(target, 64);
        output.WriteInt32(1);

        Assert.That(target.Length, Is.Zero);
        output.Flush();
        Assert.That(target.Length, Is.EqualTo(4));
    }

    [Test]
    public void A_connection_that_breaks_is_a_peer_that_is_gone()
    {
        var output = new WireOutput(new Broken(), 8);

        Assert.That(() => output.Write(new byte[10]), Throws.TypeOf<PeerGoneException>());
        Assert.That(output.IsPeerGone);
        Assert.That(() => output.Write(new byte[10]), Throws.TypeOf<PeerGoneException>());
    }

    private sealed class Broken : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("broken pipe");
    }
}
