using LoanDefault.Spark;
using LoanDefault.Spark.Functions;
using LoanDefault.Spark.Gateway;
using LoanDefault.Spark.Sql;
using LoanDefault.Spark.Sql.Types;

namespace LoanDefault.IntegrationTests.Spark.Worker;

/// <summary>Maps over batches on a real Spark.</summary>
[TestFixture(Oldest)]
[TestFixture(Newest)]
internal sealed class MapInArrowTests(string version) : LocalSparkFixture(version)
{
    [Test]
    public void Values_of_every_type_pass_through_unchanged()
    {
        // Years before 1582 are written as they are, which Spark 3.5 wants to be told.
        foreach (string kind in (string[])["datetime", "int96"])
        {
            Spark.Conf().Set($"spark.sql.parquet.{kind}RebaseModeInWrite", "CORRECTED");
            Spark.Conf().Set($"spark.sql.parquet.{kind}RebaseModeInRead", "CORRECTED");
        }
        DataFrame rows = Spark.Sql(
            """
            SELECT id AS l, IF(id % 7 = 0, NULL, id % 2 = 0) AS b, tinyint(id % 100) AS i8, smallint(id) AS i16, IF(id % 5 = 0, NULL, int(id)) AS i32,
                   float(id) / 3 AS f, IF(id % 3 = 0, double('NaN'), id / 7D) AS d, decimal(id) / 100 AS dec, IF(id % 11 = 0, NULL, concat('für 你 😀 ', id)) AS s,
                   binary(string(id)) AS bin, date_add(DATE'0001-01-01', int(id) * 3600) AS dt, timestamp_micros(id * 1234567890123 - 62135596800000000) AS ts,
                   to_timestamp_ntz('2024-02-29 01:02:03.000004') AS ntz, IF(id % 13 = 0, NULL, named_struct('x', id, 'y', string(id))) AS st
            FROM range(0, 1000, 1, 3)
            """);
        rows.Write().Parquet(PathOf("all-types"));
        DataFrame read = Spark.Read().Parquet(PathOf("all-types"));
        read.MapInArrow(FunctionReference.Of(new ArrowMap(WorkerFunctions.Same)), read.Schema()).Write().Parquet(PathOf("all-types-mapped"));

        Assert.That(Spark.Sql($"SELECT * FROM parquet.`{PathOf("all-types-mapped")}`").Count(), Is.EqualTo(1000));
        Assert.That(Difference("all-types", "all-types-mapped").Count(), Is.Zero);
        Assert.That(Difference("all-types-mapped", "all-types").Count(), Is.Zero);
    }

    [Test]
    public void Two_hundred_partitions_and_empty_ones_are_served()
    {
        List<long[]> told = WorkerQueries.Tell(Local, Spark.Range(0, 150, 1, 200));

        Assert.That(told, Has.Count.EqualTo(200));
        Assert.That(told.Sum(partition => partition[3]), Is.EqualTo(150));
        Assert.That(told.Count(partition => partition[3] == 0), Is.GreaterThanOrEqualTo(50));
        Assert.That(told.Select(partition => partition[0]).Distinct().Count(), Is.EqualTo(1), "processes");
    }

    [Test]
    public void An_empty_partition_has_no_batch() =>
        Assert.That(WorkerQueries.Tell(Local, Spark.Sql("SELECT id FROM range(0, 10, 1, 1) WHERE id < 0")).Single()[3..], Is.EqualTo(new long[] { 0, 0 }));

    [Test]
    public void A_limit_ends_the_function_quietly()
    {
        DataFrame limited = Spark.Sql("SELECT id FROM range(0, 10000000, 1, 1)");
        WorkerQueries.Map(limited, WorkerFunctions.Same).Write().Parquet(PathOf("unlimited"));
        Assert.That(Spark.Sql($"SELECT * FROM parquet.`{PathOf("unlimited")}` LIMIT 7").Count(), Is.EqualTo(7));
    }

    [Test]
    public void A_function_may_leave_rows_unread_and_the_next_task_is_not_harmed()
    {
        for (int i = 0; i < 3; i++)
            Assert.That(WorkerQueries.Map(Spark.Range(0, 1_000_000, 1, 2), WorkerFunctions.FirstBatch).Count(), Is.EqualTo(20_000));
        Assert.That(WorkerQueries.Map(Spark.Range(0, 100_000, 1, 2), WorkerFunctions.Same).Count(), Is.EqualTo(100_000));
    }

    [TestCase(0)]
    [TestCase(999_999)]
    public void A_function_that_throws_fails_the_job_with_its_message_and_its_stack(long row)
    {
        var error = Assert.Throws<SparkException>(() => WorkerQueries.Map(Spark.Range(0, 1_000_000, 1, 2), WorkerFunctions.FailsAt, $"{row}").Count())!;

        Assert.That(error.Message, Does.Contain($"C# System.IO.InvalidDataException: row {row} is bad").And.Not.Contain("\n"));
        Assert.That(error.JavaStackTrace, Does.Contain("at LoanDefault.IntegrationTests.Spark.Worker.WorkerFunctions.FailsAt"));
        Assert.That(WorkerQueries.Map(Spark.Range(10), WorkerFunctions.Same).Count(), Is.EqualTo(10), "the next job");
    }

    [Test]
    public void A_function_of_another_build_is_refused()
    {
        FunctionReference function = FunctionReference.Of(new ArrowMap(WorkerFunctions.Same)) with { BuildId = new string('0', 64) };

        Assert.That(() => Spark.Range(10).MapInArrow(function, WorkerQueries.Id).Count(), Throws.TypeOf<SparkException>().With.Message.Contains("the driver runs build 000000000000"));
    }

    [Test]
    public void What_was_not_declared_is_refused_before_Spark_takes_it_for_something_else() =>
        Assert.That(
            () => Spark.Range(10).MapInArrow(FunctionReference.Of(new ArrowMap(WorkerFunctions.Same)), StructType.FromDdl("id double")).Count(),
            Throws.TypeOf<SparkException>().With.Message.Contains("'id' has type int64, declared is double"));

    [Test]
    public void A_broadcast_reaches_the_function()
    {
        using Broadcast broadcast = Spark.SparkContext.Broadcast([3, 1, 4]);
        DataFrame read = Spark.Range(0, 1, 1, 1).MapInArrow(FunctionReference.Of(new ArrowMap(WorkerFunctions.ReadsBroadcast), $"{broadcast.Id}"), WorkerQueries.Id, broadcast);

        Assert.That(WorkerQueries.Lines(Local, read), Is.EqualTo(new[] { "3", "1", "4" }));
    }

    [Test]
    public void An_added_file_lies_in_the_tasks_folder()
    {
        File.WriteAllText(PathOf("note.txt"), "twelve bytes");
        Spark.SparkContext.AddFile(PathOf("note.txt"));

        Assert.That(WorkerQueries.Map(Spark.Range(3), WorkerFunctions.ReadsFile, "note.txt").Filter("id = 12").Count(), Is.EqualTo(3));
    }

    [Test]
    public void An_added_assembly_is_run_and_one_that_was_not_added_is_named()
    {
        FunctionReference function = AddedAssembly.Write(PathOf("Users.Own.dll"));
        DataFrame mapped = Spark.Range(10).MapInArrow(function, WorkerQueries.Id);
        Assert.That(() => mapped.Count(), Throws.TypeOf<SparkException>().With.Message.Contains("Users.Own.dll is neither in the worker's folder"));

        Spark.SparkContext.AddFile(PathOf("Users.Own.dll"));
        Assert.That(mapped.Count(), Is.EqualTo(10));
    }

    [Test]
    public void A_cancelled_job_tells_its_functions_and_frees_their_slots()
    {
        string folder = Directory.CreateDirectory(PathOf("cancel")).FullName;
        using var cancel = new CancellationTokenSource();
        Task<long> count = Task.Run(() => WorkerQueries.Map(Spark.Range(0, 10, 1, 2), WorkerFunctions.WaitsForCancel, folder).Count(cancel.Token));
        Assert.That(() => Directory.GetFiles(folder, "runs-*"), Has.Length.EqualTo(2).After(60_000, 20));
        cancel.Cancel();

        Assert.That(() => count.GetAwaiter().GetResult(), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(WorkerQueries.Map(Spark.Range(0, 10, 1, 2), WorkerFunctions.Same).Count(), Is.EqualTo(10));
        Assert.That(() => Directory.GetFiles(folder, "cancelled-*"), Has.Length.EqualTo(2).After(60_000, 20));
    }

    [Test]
    public void Memory_does_not_grow_with_the_rows_of_a_task()
    {
        // 7 million rows more, 56 MB of numbers alone.
        DataFrame growth = WorkerQueries.Map(Spark.Range(0, 8_000_000, 1, 1), WorkerFunctions.TellsGrowth);

        Assert.That(long.Parse(WorkerQueries.Lines(Local, growth).Single()), Is.LessThan(32 << 20));
    }

    [Test]
    public void What_a_function_prints_does_not_disturb_the_conversation() =>
        Assert.That(WorkerQueries.Map(Spark.Range(10), WorkerFunctions.Prints).Count(), Is.EqualTo(10));

    [Test]
    public void Workers_are_used_again()
    {
        DataFrame rows = Spark.Range(0, 10, 1, 1);
        WorkerQueries.Tell(Local, rows);
        long[] first = WorkerQueries.Tell(Local, rows).Single();
        long[] second = WorkerQueries.Tell(Local, rows).Single();

        Assert.That(second[0], Is.EqualTo(first[0]), "the process");
    }

    private DataFrame Difference(string left, string right) =>
        Spark.Sql($"SELECT * FROM parquet.`{PathOf(left)}` EXCEPT ALL SELECT * FROM parquet.`{PathOf(right)}`");
}
