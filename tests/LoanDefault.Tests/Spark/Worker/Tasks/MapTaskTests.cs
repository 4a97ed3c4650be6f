using LoanDefault.Arrow;
using LoanDefault.Arrow.Ipc;
using LoanDefault.Spark.Functions;
using LoanDefault.Tests.Spark.Worker.Support;

namespace LoanDefault.Tests.Spark.Worker.Tasks;

/// <summary>Maps over batches, through the whole conversation of a task.</summary>
public sealed class MapTaskTests
{
    private const string Release = "4.3.0";
    private static readonly byte[] TwoBatches = ArrowBytes.OfIds(isMap: true, [1, 2, 3], [4, 5]);

    [TestCaseSource(typeof(Recording), nameof(Recording.Releases))]
    public void The_rows_of_a_recorded_task_come_back_as_they_were(string release)
    {
        byte[] recorded = Recording.ToWorker(release, "map");
        // Schema 608, batch 840, end 8, -4.
        byte[] rows = recorded[^(608 + 840 + 8 + 4)..^4];
        WorkerReply reply = TaskRun.Of(SparkTask.OfMap(release, MapExamples.Of(MapExamples.Same)), rows);

        Assert.That(reply.Failure, Is.Null);
        Assert.That(reply.Final, Is.EqualTo(-4));
        Assert.That(reply.ArrowStreams, Is.EqualTo(1));
        Assert.That(reply.IsAtEnd);
        var sent = new ArrowStreamReader(new MemoryStream(rows)).ReadNextRecordBatch()!;
        var (expected, actual) = ((StructArray)sent.Column(0), (StructArray)reply.Batches.Single().Column(0));
        Assert.That(actual.DataType, Is.EqualTo(expected.DataType));
        Assert.That(((Int64Array)actual.Fields[0]).Values.ToArray(), Is.EqualTo(((Int64Array)expected.Fields[0]).Values.ToArray()));
        Assert.That(actual.Fields.Select(field => field.NullCount), Is.EqualTo(expected.Fields.Select(field => field.NullCount)));
    }

    [TestCaseSource(typeof(Recording), nameof(Recording.Releases))]
    public void An_answer_has_the_fields_that_the_release_reads(string release)
    {
        byte[] recorded = Recording.FromWorker(release, "map");
        WorkerReply theirs = new WorkerReply(recorded).Read(TaskRun.TimingCount(release));
        WorkerReply ours = TaskRun.Of(SparkTask.OfMap(release, MapExamples.Of(MapExamples.Same)), TwoBatches);

        Assert.That(theirs.IsAtEnd && ours.IsAtEnd);
        Assert.That(ours.Timing, Has.Count.EqualTo(theirs.Timing.Count));
        Assert.That((ours.Final, ours.ArrowStreams, ours.Updates.Count), Is.EqualTo((theirs.Final, theirs.ArrowStreams, theirs.Updates.Count)));
        Assert.That(ours.Timing[0], Is.Zero, "boot");
        Assert.That(ours.Timing[1], Is.GreaterThan(1_700_000_000_000).And.LessThanOrEqualTo(ours.Timing[2]), "init and finish");
        Assert.That(ours.Timing[^2..], Is.EqualTo(new long[] { 0, 0 }), "spilled");
    }

    [TestCaseSource(typeof(Recording), nameof(Recording.Releases))]
    public void One_connection_serves_task_after_task(string release)
    {
        byte[] task = [.. SparkTask.OfMap(release, MapExamples.Of(MapExamples.Same)).Describe(), .. TwoBatches, .. new SparkWriter().Int32(-4).ToArray()];
        (byte[] answer, List<string?> failures) = TaskRun.Serve([.. task, .. task, .. task]);

        byte[] once = TaskRun.Serve(task).Answer;
        Assert.That(failures, Is.EqualTo(new string?[3]));
        Assert.That(answer, Has.Length.EqualTo(3 * once.Length));
    }

    [Test]
    public void A_function_learns_about_its_task()
    {
        SparkTask task = SparkTask.OfMap("4.1.0", MapExamples.Of(MapExamples.Tells, "{\"a\":1}")) with { FilesDirectory = "/files" };
        var told = (StructArray)TaskRun.Of(task, TwoBatches).Batches.Single().Column(0);

        Assert.That(((StringArray)told.Fields[0]).GetString(0), Is.EqualTo("3|5|2|77|4|{\"a\":1}|Europe/Berlin|/files|4.1.0|0"));
    }

    [Test]
    public void Slices_are_sent_as_what_they_show() =>
        Assert.That(ArrowBytes.Ids(TaskRun.Of(SparkTask.OfMap(Release, MapExamples.Of(MapExamples.FirstRows)), TwoBatches)), Is.EqualTo(new long[] { 2, 3, 5 }));

    [Test]
    public void An_empty_partition_needs_no_rows_in_the_answer()
    {
        WorkerReply reply = TaskRun.Of(SparkTask.OfMap(Release, MapExamples.Of(MapExamples.Same)), ArrowBytes.OfIds(isMap: true));

        Assert.That((reply.ArrowStreams, reply.Final, reply.Failure), Is.EqualTo((0, -4, (string?)null)));
    }

    [Test]
    public void A_function_that_returns_nothing_answers_without_rows()
    {
        WorkerReply reply = TaskRun.Of(SparkTask.OfMap(Release, MapExamples.Of(MapExamples.Nothing)), TwoBatches);

        Assert.That((reply.ArrowStreams, reply.Final), Is.EqualTo((0, -4)));
    }

    [TestCase(nameof(MapExamples.FirstBatch), 3)]
    [TestCase(nameof(MapExamples.NotLooking), 0)]
    public void A_function_that_leaves_input_unread_gives_up_the_connection(string name, int rows)
    {
        WorkerReply reply = TaskRun.Of(SparkTask.OfMap(Release, Named(name)), TwoBatches);

        Assert.That(reply.Final, Is.EqualTo(-1), "else the next task would read the leftovers");
        Assert.That(ArrowBytes.Ids(reply), Has.Length.EqualTo(rows));
    }

    [Test]
    public void A_failure_before_the_first_batch_is_told_with_its_stack()
    {
        WorkerReply reply = TaskRun.Of(SparkTask.OfMap(Release, MapExamples.Of(MapExamples.ThrowsAtOnce)), TwoBatches);

        Assert.That(reply.Failure, Does.StartWith("C# System.InvalidOperationException: no good\n"));
        Assert.That(reply.Failure, Does.Contain("at LoanDefault.Tests.Spark.Worker.Tasks.MapExamples.ThrowsAtOnce"));
        Assert.That((reply.ArrowStreams, reply.IsAtEnd), Is.EqualTo((0, true)));
    }

    [Test]
    public void A_failure_after_the_first_batch_ends_the_rows_before_it_is_told()
    {
        WorkerReply reply = TaskRun.Of(SparkTask.OfMap(Release, MapExamples.Of(MapExamples.ThrowsAfterFirst)), TwoBatches);

        Assert.That(reply.Failure, Does.StartWith("C# System.NotSupportedException: after the first"));
        Assert.That((reply.ArrowStreams, reply.IsAtEnd), Is.EqualTo((1, true)));
    }

    [TestCase(nameof(MapExamples.NullResult), "returned null")]
    [TestCase(nameof(MapExamples.NullBatch), "returned null among its batches")]
    [TestCase(nameof(MapExamples.Twice), "can be enumerated once")]
    [TestCase(nameof(MapExamples.TwoSchemas), "return batches of one schema")]
    [TestCase(nameof(MapExamples.Unsigned), "Spark cannot take column 'a' of type uint32")]
    public void What_would_lose_rows_is_a_failure(string name, string message)
    {
        WorkerReply reply = TaskRun.Of(SparkTask.OfMap(Release, Named(name)), TwoBatches);

        Assert.That(reply.Failure, Does.Contain(message));
        Assert.That(reply.Final, Is.Null);
    }

    [Test]
    public void Damaged_input_fails_the_task_even_when_the_function_swallows_it()
    {
        // In place of the end a message whose eight bytes of metadata are none.
        byte[] damaged = [.. TwoBatches[..^8], 0xff, 0xff, 0xff, 0xff, 8, 0, 0, 0, 9, 9, 9, 9, 9, 9, 9, 9];
        WorkerReply reply = TaskRun.Of(SparkTask.OfMap(Release, Named(nameof(MapExamples.Swallows))), damaged);

        Assert.That(reply.Failure, Does.Contain("the function went on although its input broke off"));
    }

    [TestCase(nameof(MapExamples.Same))]
    [TestCase(nameof(MapExamples.Swallows))]
    public void Input_that_breaks_off_anywhere_is_a_quiet_end_and_never_a_success(string name)
    {
        byte[] description = SparkTask.OfMap(Release, Named(name)).Describe();
        byte[] whole = [.. description, .. TwoBatches, .. new SparkWriter().Int32(-4).ToArray()];
        for (int length = 4; length < whole.Length; length++)
        {
            (byte[] answer, List<string?> failures) = TaskRun.Serve(whole[..length]);
            // The rows may be out, and what follows them; the last number, which makes Spark believe the task, is not.
            Assert.That(failures, Is.EqualTo(new string?[1]), $"{length} bytes");
            Assert.That(answer.AsSpan().EndsWith(new SparkWriter().Int32(-4).ToArray()), Is.False, $"{length} bytes");
        }
    }

    [Test]
    public void A_cancelled_task_ends_quietly()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();
        byte[] task = [.. SparkTask.OfMap(Release, MapExamples.Of(MapExamples.Cancelled)).Describe(), .. TwoBatches, .. new SparkWriter().Int32(-4).ToArray()];

        Assert.That(TaskRun.Serve(task, cancellation.Token).Failures, Is.EqualTo(new string?[1]));
    }

    [Test]
    public void Accumulator_updates_follow_the_rows() =>
        Assert.That(
            TaskRun.Of(SparkTask.OfMap(Release, MapExamples.Of(MapExamples.Reports)), TwoBatches).Updates,
            Is.EqualTo(new byte[][] { [1, 2], [] }));

    [TestCase("""{"type":"struct","fields":[{"name":"id","type":"long","nullable":true,"metadata":{}}]}""", null)]
    [TestCase("""{"type":"struct","fields":[{"name":"id","type":"long","nullable":false,"metadata":{}}]}""", null)]
    [TestCase("""{"type":"struct","fields":[{"name":"id","type":"double","nullable":true,"metadata":{}}]}""", "'id' has type int64, declared is double")]
    [TestCase("""{"type":"struct","fields":[{"name":"key","type":"long","nullable":true,"metadata":{}}]}""", "column 1 is 'id', declared is 'key'")]
    [TestCase("""{"type":"struct","fields":[]}""", "has 1 columns, declared are 0")]
    [TestCase("{", "is not Spark's schema JSON")]
    public void The_result_is_compared_with_what_was_declared(string declared, string? difference)
    {
        FunctionReference function = MapExamples.Of(MapExamples.Same) with { ResultType = declared };

        Assert.That(TaskRun.Of(SparkTask.OfMap(Release, function), TwoBatches).Failure, difference is null ? Is.Null : Does.Contain(difference));
    }

    [Test]
    public void A_function_of_another_build_is_refused_and_the_connection_given_up()
    {
        FunctionReference function = MapExamples.Of(MapExamples.Same) with { BuildId = "other" };
        WorkerReply reply = TaskRun.Of(SparkTask.OfMap(Release, function), TwoBatches);

        Assert.That(reply.Failure, Does.StartWith("C# LoanDefault.Spark.Functions.FunctionRefusedException: the driver runs build other").And.Not.Contain("\n"));
    }

    [Test]
    public void A_method_that_is_no_map_is_refused()
    {
        FunctionReference function = MapExamples.Of(MapExamples.Same) with { Method = nameof(MapExamples.Of) };

        Assert.That(TaskRun.Of(SparkTask.OfMap(Release, function), TwoBatches).Failure, Does.Contain("is no map over batches"));
    }

    [Test]
    public void Memory_is_bounded_by_batches()
    {
        // 2,000 batches of 80 kB through one reader's memory.
        byte[] rows = ArrowBytes.OfIds(isMap: true, [.. Enumerable.Repeat(new long[10_000], 2_000)]);
        byte[] task = [.. SparkTask.OfMap(Release, MapExamples.Of(MapExamples.Same)).Describe(), .. rows, .. new SparkWriter().Int32(-4).ToArray()];
        var sink = new MemoryStream(task.Length + 1_000_000);
        TaskRun.Serve(task);
        long before = GC.GetAllocatedBytesForCurrentThread();
        TaskRun.Serve(new MemoryStream(task), sink);

        // The copy of the answer aside, a few kilobytes a batch.
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before - sink.Length, Is.LessThan(2_000 * 8_000));
    }

    private static FunctionReference Named(string name) => MapExamples.Of(MapExamples.Same) with { Method = name };
}
