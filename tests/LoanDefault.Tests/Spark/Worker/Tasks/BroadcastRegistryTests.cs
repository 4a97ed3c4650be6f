using LoanDefault.Spark.Functions;
using LoanDefault.Spark.Worker.Tasks;
using LoanDefault.Spark.Worker.Wire;
using LoanDefault.Tests.Spark.Worker.Support;

namespace LoanDefault.Tests.Spark.Worker.Tasks;

public sealed class BroadcastRegistryTests
{
    [Test]
    public void What_one_task_learned_the_next_one_knows()
    {
        var registry = new BroadcastRegistry(_ => throw new InvalidOperationException());
        registry.AddFile(901, "/a");
        IReadOnlyDictionary<long, TaskBroadcast> first = registry.Snapshot();
        registry.AddFile(902, "/b");
        registry.Remove(901);

        Assert.That(first.Keys, Is.EqualTo(new long[] { 901 }));
        Assert.That(registry.Snapshot().Keys, Is.EqualTo(new long[] { 902 }));
    }

    [Test]
    public void Encrypted_broadcasts_are_fetched_with_the_secret_and_confirmed()
    {
        var server = new Scripted(Answer(("ok", 903, [1, 2]), (null, 904, [])));
        var registry = new BroadcastRegistry(_ => server);
        registry.Fetch(new BroadcastServer(4711, "hush"), [903, 904]);

        Assert.That(registry.Snapshot()[903].ReadAll().ToArray(), Is.EqualTo(new byte[] { 1, 2 }));
        Assert.That(registry.Snapshot()[904].ReadAll().Length, Is.Zero);
        Assert.That(server.Received.ToArray(), Is.EqualTo(new SparkWriter().Text("hush").Raw([1]).ToArray()));
    }

    [Test]
    public void On_a_Unix_socket_there_is_no_secret()
    {
        var server = new Scripted(Answer((null, 905, [7])));
        new BroadcastRegistry(_ => server).Fetch(new BroadcastServer(-1, "/sock"), [905]);

        Assert.That(server.Received.ToArray(), Is.EqualTo(new byte[] { 1 }));
    }

    [Test]
    public void Connections_of_one_process_share_the_content()
    {
        var (one, other) = (new BroadcastRegistry(_ => new Scripted(Answer((null, 906, [7])))), new BroadcastRegistry(_ => new Scripted(Answer((null, 906, [7])))));
        one.Fetch(new BroadcastServer(-1, "/sock"), [906]);
        other.Fetch(new BroadcastServer(-1, "/sock"), [906]);

        Assert.That(other.Snapshot()[906].ReadAll().Equals(one.Snapshot()[906].ReadAll()));
    }

    [Test]
    public void Another_broadcast_than_announced_is_refused()
    {
        var registry = new BroadcastRegistry(_ => new Scripted(Answer((null, 908, [7]))));

        Assert.That(() => registry.Fetch(new BroadcastServer(-1, "/sock"), [907]), Throws.TypeOf<WorkerProtocolException>());
    }

    [Test]
    public void A_refused_secret_is_a_failure()
    {
        var registry = new BroadcastRegistry(_ => new Scripted(new SparkWriter().Text("err").ToArray()));

        Assert.That(() => registry.Fetch(new BroadcastServer(1, "hush"), [1]), Throws.TypeOf<WorkerProtocolException>().With.Message.Not.Contains("hush"));
    }

    private static byte[] Answer(params (string? Greeting, long Id, byte[] Content)[] parts)
    {
        var writer = new SparkWriter();
        foreach ((string? greeting, long id, byte[] content) in parts)
        {
            if (greeting is not null)
                writer.Text(greeting);
            writer.Int64(id).Int64(content.Length).Raw(content);
        }
        return writer.ToArray();
    }

    private sealed class Scripted(byte[] answer) : MemoryStream(answer)
    {
        public MemoryStream Received { get; } = new();

        public override void Write(ReadOnlySpan<byte> buffer) => Received.Write(buffer);
    }
}
