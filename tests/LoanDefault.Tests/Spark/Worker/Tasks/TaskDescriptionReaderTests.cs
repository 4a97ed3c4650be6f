using System.Text;
using LoanDefault.Core.Errors;
using LoanDefault.Spark.Worker.Tasks;
using LoanDefault.Spark.Worker.Wire;
using LoanDefault.Tests.Spark.Worker.Support;

namespace LoanDefault.Tests.Spark.Worker.Tasks;

/// <summary>Descriptions that real Sparks sent, and what the recordings do not hold.</summary>
public sealed class TaskDescriptionReaderTests
{
    // Where the Arrow stream starts in the recordings (their annotations give the same offsets, with the secret before them).
    private static readonly (string Release, string Name, int Rows, string Command)[] Recorded =
    [
        ("3.5.9", "map", 3063 - 68, """{"op": "addcol", "src": "l", "name": "d2", "by": 0.5}"""),
        ("4.0.0", "map", 3612 - 68, """{"op": "addcol", "src": "l", "name": "d2", "by": 0.5}"""),
        ("4.1.0", "map", 4150 - 68, """{"op": "addcol", "src": "l", "name": "d2", "by": 0.5}"""),
        ("4.2.1", "map", 4481 - 68, """{"op": "addcol", "src": "l", "name": "d2", "by": 0.5}"""),
        ("4.3.0", "map", 4511 - 68, """{"op": "addcol", "src": "l", "name": "d2", "by": 0.5}"""),
    ];

    [TestCaseSource(nameof(Recorded))]
    public void A_recorded_map_is_read_up_to_its_rows((string Release, string Name, int Rows, string Command) recorded)
    {
        (TaskDescription task, int rest) = Read(Recording.ToWorker(recorded.Release, recorded.Name));

        Assert.That(task.Version.Spark, Is.EqualTo(new Version(recorded.Release)));
        Assert.That(task.EvalType, Is.EqualTo(EvalType.MapInArrow));
        Assert.That(task.Identity, Is.EqualTo(new TaskIdentity(0, 0, 0, 0, 1)));
        Assert.That(task.SessionTimeZone, Is.EqualTo("Etc/UTC"));
        Assert.That(task.FilesDirectory, Does.StartWith("/").And.Contain("/userFiles-"));
        Assert.That(task.Calls, Has.Count.EqualTo(1));
        Assert.That(task.Calls[0].ArgumentColumns, Is.EqualTo(new[] { 0 }));
        Assert.That(task.Calls[0].Commands.Select(Encoding.UTF8.GetString), Is.EqualTo(new[] { recorded.Command }));
        Assert.That(Recording.ToWorker(recorded.Release, recorded.Name).Length - rest, Is.EqualTo(recorded.Rows));
    }

    [TestCaseSource(typeof(Recording), nameof(Recording.Releases))]
    public void Recorded_vectorised_functions_are_read_with_their_columns(string release)
    {
        (TaskDescription task, int rest) = Read(Recording.ToWorker(release, "scalar"));

        Assert.That(task.EvalType, Is.EqualTo(EvalType.Scalar));
        Assert.That(task.Identity.StageId, Is.EqualTo(1));
        Assert.That(task.Calls.Select(call => string.Join(',', call.ArgumentColumns)), Is.EqualTo(new[] { "0,1", "2" }));
        Assert.That(task.Calls.Select(call => Encoding.UTF8.GetString(call.Commands.Single())), Is.EqualTo(new[] { """{"op": "sum2"}""", """{"op": "upper"}""" }));
        // Schema 264, batch 384, end 8 and -4: nothing of them was taken.
        Assert.That(rest, Is.EqualTo(264 + 384 + 8 + 4));
    }

    [TestCaseSource(typeof(Recording), nameof(Recording.Releases))]
    public void What_the_recordings_do_not_hold_is_read_too(string release)
    {
        var written = new SparkTask(release, SparkTask.Vector, new SparkTask.Call([2, 2], [1], [2]), new SparkTask.Call([], [3])) { FilesDirectory = "/files" };
        (TaskDescription task, int rest) = Read([.. written.Describe(), 9, 9, 9]);

        Assert.That(task.Identity, Is.EqualTo(new TaskIdentity(3, 5, 2, 77, 4)));
        Assert.That(task.FilesDirectory, Is.EqualTo("/files"));
        Assert.That(task.SessionTimeZone, Is.EqualTo("Europe/Berlin"));
        Assert.That(task.Calls[0].ArgumentColumns, Is.EqualTo(new[] { 2, 2 }));
        Assert.That(task.Calls[0].Commands, Is.EqualTo(new byte[][] { [1], [2] }));
        Assert.That(task.Calls[1].ArgumentColumns, Is.Empty);
        Assert.That(rest, Is.EqualTo(3));
    }

    [TestCase("3.5.9")]
    [TestCase("4.0.0")]
    [TestCase("4.1.0")]
    public void The_server_of_a_barrier_task_is_skipped(string release)
    {
        (TaskDescription task, int rest) = Read((SparkTask.OfMap(release, Functions.FunctionExamples.Identity) with { IsBarrier = true }).Describe());

        Assert.That(task.Identity.TaskAttemptId, Is.EqualTo(77));
        Assert.That(rest, Is.Zero);
    }

    [TestCase("3.11", "made for '3.11'")]
    [TestCase("dn2;spark=4.3.0", "made for 'dn2;spark=4.3.0'")]
    [TestCase("dn1;spark=4.4.0", "Spark 4.4.0 is not supported")]
    [TestCase("dn1;spark=3.4.1", "Spark 3.4.1 is not supported")]
    public void A_tag_that_is_not_ours_is_refused_before_anything_that_depends_on_it(string tag, string message)
    {
        byte[] bytes = new SparkWriter().Int32(0).Text(tag).ToArray();

        Assert.That(() => Read(bytes), Throws.TypeOf<WrongUseException>().With.Message.Contains(message));
    }

    [TestCaseSource(typeof(Recording), nameof(Recording.Releases))]
    public void A_description_that_breaks_off_anywhere_is_a_typed_failure(string release)
    {
        byte[] whole = SparkTask.OfMap(release, Functions.FunctionExamples.Identity).Describe();
        for (int length = 4; length < whole.Length; length++)
            Assert.That(() => Read(whole[..length]), Throws.InstanceOf<PeerGoneException>(), $"{length} bytes");
    }

    [Test]
    public void A_framed_description_that_is_longer_than_its_fields_is_refused()
    {
        byte[] whole = SparkTask.OfMap("4.3.0", Functions.FunctionExamples.Identity).Describe();
        byte[] longer = new SparkWriter().Int32(-8).Bytes([.. whole[8..], 0]).ToArray();

        Assert.That(() => Read(longer), Throws.TypeOf<WorkerProtocolException>().With.Message.Contains("longer than its fields"));
    }

    [Test]
    public void A_framed_description_that_is_shorter_than_its_fields_is_refused()
    {
        byte[] whole = SparkTask.OfMap("4.3.0", Functions.FunctionExamples.Identity).Describe();
        for (int length = 0; length < whole.Length - 8; length++)
        {
            byte[] shorter = new SparkWriter().Int32(-8).Bytes(whole[8..(8 + length)]).ToArray();
            Assert.That(() => Read(shorter), Throws.TypeOf<WorkerProtocolException>(), $"{length} bytes");
        }
    }

    [Test]
    public void A_context_that_is_no_JSON_is_refused_without_quoting_it()
    {
        byte[] bytes = new SparkWriter().Int32(0).Text("dn1;spark=4.2.1").Text("""{"secret":"hush","stageId":"x"}""").ToArray();

        Assert.That(() => Read(bytes), Throws.TypeOf<WorkerProtocolException>().With.Message.Not.Contains("hush").And.Property("InnerException").Null);
    }

    [Test]
    public void A_named_argument_is_refused()
    {
        byte[] bytes = new SparkWriter().Int32(0).Text("dn1;spark=4.0.0").Boolean(false).Int32(0).Text("").Int32(0).Int32(0).Int32(0).Int64(0).Int32(1)
            .Int32(0).Map().Text("/f").Int32(0).Boolean(false).Int32(0).Int32(200).Map().Boolean(false)
            .Int32(1).Int32(1).Int32(0).Boolean(true).Text("income").ToArray();

        Assert.That(() => Read(bytes), Throws.TypeOf<WrongUseException>().With.Message.Contains("'income'"));
    }

    [Test]
    public void Minus_one_for_the_partition_means_that_there_is_nothing_to_do()
    {
        var input = new WireInput(new MemoryStream());
        Assert.That(new TaskDescriptionReader(input, new RecordingSink()).Read(-1), Is.Null);
    }

    [Test]
    public void Broadcasts_in_files_are_removed_and_added()
    {
        var sink = new RecordingSink();
        var task = SparkTask.OfMap("3.5.9", Functions.FunctionExamples.Identity) with
        {
            Broadcasts = writer => writer.Boolean(false).Int32(3).Int64(-4 - 1).Int64(-0 - 1).Int64(6).Text("/b/6"),
        };
        Read(task.Describe(), sink);

        Assert.That(sink.Seen, Is.EqualTo(new[] { "remove 4", "remove 0", "add 6 /b/6" }));
    }

    [TestCase("3.5.9", 4711, "hush", "fetch 6,7 from port 4711")]
    [TestCase("4.3.0", -1, "/b.sock", "fetch 6,7 from /b.sock")]
    public void Broadcasts_behind_a_server_are_fetched_before_reading_on(string release, int port, string detail, string expected)
    {
        var sink = new RecordingSink();
        var task = SparkTask.OfMap(release, Functions.FunctionExamples.Identity) with
        {
            Broadcasts = writer => writer.Boolean(true).Int32(3).Int32(port).Text(detail).Int64(-4 - 1).Int64(6).Int64(7),
        };
        byte[] whole = task.Describe();
        // Spark 3.5 sends nothing behind the ids until it is done: they must do. (4.3 sends all at once.)
        if (release == "3.5.9")
            Assert.That(() => Read(whole[..(IndexAfter(whole, 7L) + 1)], sink), Throws.InstanceOf<PeerGoneException>());
        else
            Read(whole, sink);

        Assert.That(sink.Seen, Is.EqualTo(new[] { "remove 4", expected }));
    }

    private static int IndexAfter(byte[] bytes, long value) =>
        bytes.AsSpan().LastIndexOf(new SparkWriter().Int64(value).ToArray()) + sizeof(long) - 1;

    private static (TaskDescription Task, int Left) Read(byte[] bytes, RecordingSink? sink = null)
    {
        var input = new WireInput(new MemoryStream(bytes));
        TaskDescription task = new TaskDescriptionReader(input, sink ?? new RecordingSink()).Read(input.ReadInt32())!;
        var rest = new MemoryStream();
        input.CopyTo(rest);
        return (task, (int)rest.Length);
    }

    private sealed class RecordingSink : IBroadcastSink
    {
        public List<string> Seen { get; } = [];

        public void Remove(long id) => Seen.Add($"remove {id}");

        public void AddFile(long id, string path) => Seen.Add($"add {id} {path}");

        public void Fetch(BroadcastServer server, IReadOnlyList<long> ids) => Seen.Add($"fetch {string.Join(',', ids)} from {server}");
    }
}
