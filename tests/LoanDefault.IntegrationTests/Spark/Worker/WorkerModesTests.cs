using LoanDefault.IntegrationTests.Support;
using LoanDefault.Spark;
using LoanDefault.Spark.Functions;
using LoanDefault.Spark.Sql;
using LoanDefault.Spark.Testing;

namespace LoanDefault.IntegrationTests.Spark.Worker;

/// <summary>The ways in which Spark can be set to start and use workers, each with a Spark of its own.</summary>
[TestFixture(LocalSparkFixture.Oldest)]
[TestFixture(LocalSparkFixture.Newest)]
internal sealed class WorkerModesTests(string version)
{
    [Test]
    public void Without_daemon_each_task_has_a_process_that_ends_with_it()
    {
        using LocalSpark spark = WorkerQueries.Start(version, "local[2]", ("spark.python.use.daemon", "false"));
        List<long[]> told = WorkerQueries.Tell(spark, spark.Session.Range(0, 100, 1, 3));

        Assert.That(told.Sum(partition => partition[3]), Is.EqualTo(100));
        long[] processes = [.. told.Select(partition => partition[0])];
        Assert.That(processes.Distinct().Count(), Is.EqualTo(3));
        Assert.That(() => processes.Where(process => Directory.Exists($"/proc/{process}")), Is.Empty.After(20_000, 50));
    }

    [Test]
    public void Without_reuse_each_task_has_a_connection_that_gets_encrypted_broadcasts_anew()
    {
        long process;
        using (LocalSpark spark = WorkerQueries.Start(version, "local[2]", ("spark.python.worker.reuse", "false"), ("spark.io.encryption.enabled", "true")))
        {
            List<long[]> told = WorkerQueries.Tell(spark, spark.Session.Range(0, 100, 1, 5));
            process = told[0][0];
            Assert.That(told.Sum(partition => partition[3]), Is.EqualTo(100));
            Assert.That(told.Select(partition => partition[0]).Distinct().Count(), Is.EqualTo(1), "processes");
            Assert.That(told.Select(partition => partition[1]).Distinct().Count(), Is.EqualTo(5), "threads");
            EncryptedBroadcastsReach(spark);
        }
        Assert.That(() => Directory.Exists($"/proc/{process}"), Is.False.After(20_000, 50), "the daemon goes with Spark");
    }

    [Test]
    public void Encrypted_broadcasts_reach_workers_that_are_used_again()
    {
        using LocalSpark spark = WorkerQueries.Start(version, "local[2]", ("spark.io.encryption.enabled", "true"));
        EncryptedBroadcastsReach(spark);
    }

    [Test]
    public void On_a_cluster_a_task_whose_worker_was_killed_runs_again_and_no_row_or_file_is_missing()
    {
        using var folder = new ScriptFolder();
        using LocalSpark spark = LocalSpark.Start(new LocalSparkOptions
        {
            SparkHome = folder.LinkSpark(Archives.Unpack($"spark-{version}")),
            Master = "local-cluster[2,1,1024]",
            Settings = new Dictionary<string, string> { ["spark.loandefault.worker"] = WorkerQueries.Executable },
        });
        DataFrame rows = WorkerQueries.Map(spark.Session.Range(0, 400_000, 1, 4), WorkerFunctions.DiesOnce);
        rows.Write().Parquet(Path.Combine(spark.Folder, "rows"));

        File.WriteAllText(Path.Combine(spark.Folder, "note.txt"), "twelve bytes");
        spark.Session.SparkContext.AddFile(Path.Combine(spark.Folder, "note.txt"));
        Assert.That(WorkerQueries.Map(spark.Session.Range(3), WorkerFunctions.ReadsFile, "note.txt").Filter("id = 12").Count(), Is.EqualTo(3), "an added file reaches the executors");
        DataFrame sums = spark.Session.Sql($"SELECT count(*), count(DISTINCT id), sum(id) FROM parquet.`{Path.Combine(spark.Folder, "rows")}`");
        Assert.That(WorkerQueries.Lines(spark, sums), Is.EqualTo(new[] { $"400000,400000,{400_000L * 399_999 / 2}" }));
    }

    [Test]
    public void Encryption_and_Unix_sockets_where_Spark_has_them_change_nothing()
    {
        using LocalSpark spark = WorkerQueries.Start(version, "local[2]", ("spark.python.unix.domain.socket.enabled", "true"), ("spark.io.encryption.enabled", "true"));

        Assert.That(WorkerQueries.Map(spark.Session.Range(0, 100_000, 1, 4), WorkerFunctions.Same).Count(), Is.EqualTo(100_000));
        Assert.That(WorkerQueries.Map(spark.Session.Range(0, 100_000, 1, 4), WorkerFunctions.FirstBatch).Count(), Is.EqualTo(40_000));
        EncryptedBroadcastsReach(spark);
    }

    private static void EncryptedBroadcastsReach(LocalSpark spark)
    {
        byte[] content = new byte[200_000];
        content[^1] = 9;
        using Broadcast small = spark.Session.SparkContext.Broadcast([3, 1, 4]);
        using Broadcast large = spark.Session.SparkContext.Broadcast(content);
        for (int round = 0; round < 2; round++)
            Assert.That(Read(spark.Session.Range(0, 4, 1, 2), large, small, large).Count(), Is.EqualTo(400_000));
        Assert.That(WorkerQueries.Lines(spark, Read(spark.Session.Range(0, 1, 1, 1), small, small)), Is.EqualTo(new[] { "3", "1", "4" }));
    }

    private static DataFrame Read(DataFrame rows, Broadcast wanted, params Broadcast[] sent) =>
        rows.MapInArrow(FunctionReference.Of(new ArrowMap(WorkerFunctions.ReadsBroadcast), $"{wanted.Id}"), WorkerQueries.Id, sent);
}
