using LoanDefault.IntegrationTests.Cli.Support;
using LoanDefault.IntegrationTests.Spark.Support;
using LoanDefault.IntegrationTests.Spark.Worker;
using LoanDefault.IntegrationTests.Support;

namespace LoanDefault.IntegrationTests.Spark;

/// <summary>
/// The scoring job on every kind of Spark that one machine can be, with the settings that change how tasks are cut and
/// workers are started: always the embedded engine's tables, and never a Python.
/// </summary>
[TestFixture(LocalSparkFixture.Oldest)]
[TestFixture(LocalSparkFixture.Newest)]
internal sealed class SparkModesTests(string version)
{
    private TemporaryFolder _folder = null!;
    private ScriptFolder _scripts = null!;
    private string _startedPythons = null!;
    private string _input = null!;
    private string _embedded = null!;

    [OneTimeSetUp]
    public void ScoreEmbedded()
    {
        _folder = new TemporaryFolder();
        _scripts = new ScriptFolder();
        _startedPythons = _scripts.WatchPythons();
        _input = _folder.PathOf("in");
        // Files of two schemas, with invalid and repeated rows in one of them.
        ProcessResult generated = LoanDefaultProgram.Run("generate", "--rows", "12000", "--seed", "7", "--output", Path.Combine(_input, "a"), "--json");
        Assert.That(generated.ExitCode, Is.Zero, generated.Error);
        Loans.Write(Path.Combine(_input, "b", "loans.parquet"), copies: 2);
        _embedded = _folder.PathOf("embedded");
        ProcessResult scored = LoanDefaultProgram.Run(ScoreArguments.Of(_input, _embedded));
        Assert.That(scored.ExitCode, Is.Zero, scored.Error);
    }

    [OneTimeTearDown]
    public void Remove()
    {
        _scripts?.Dispose();
        _folder?.Dispose();
    }

    [Test]
    public void Two_hundred_tasks_most_of_them_empty_each_with_a_connection_of_its_own()
    {
        long bytes = Directory.EnumerateFiles(_input, "*.parquet", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
        SparkEvents events = Run("cut", job =>
        {
            job.Environment["SPARK_MASTER"] = "local[*]";
            job.Settings["spark.sql.files.maxPartitionBytes"] = $"{bytes / 200}";
            job.Settings["spark.sql.files.openCostInBytes"] = "0";
            job.Settings["spark.python.worker.reuse"] = "false";
            job.Settings["spark.sql.sources.partitionOverwriteMode"] = "dynamic";
            job.Settings["spark.sql.adaptive.coalescePartitions.parallelismFirst"] = "false";
        });

        Assert.That(events.MostTasksOfAStage, Is.GreaterThanOrEqualTo(200));
    }

    [Test]
    public void One_task_a_schema_in_a_process_of_its_own()
    {
        SparkEvents events = Run("whole", job =>
        {
            job.Environment["SPARK_MASTER"] = "local[1]";
            job.Settings["spark.sql.files.openCostInBytes"] = "1g";
            job.Settings["spark.python.use.daemon"] = "false";
            job.Settings["spark.sql.adaptive.enabled"] = "false";
            job.Settings["spark.sql.shuffle.partitions"] = "1";
        });

        Assert.That(events.MostTasksOfAStage, Is.EqualTo(2));
    }

    [Test]
    public void On_a_local_cluster_whose_workers_are_killed_in_the_middle_of_their_tasks()
    {
        // A name of its own, by which no other worker of this machine is found.
        string worker = Path.Combine(_scripts.Path, "worker-to-kill");
        File.CreateSymbolicLink(worker, SparkJob.Worker);
        SparkEvents events = Run(
            "killed",
            job =>
            {
                job.Environment["SPARK_HOME"] = _scripts.LinkSpark(Archives.Unpack($"spark-{version}"));
                job.Environment["SPARK_MASTER"] = "local-cluster[2,1,1024]";
                job.Environment["LOANDEFAULT_WORKER"] = worker;
            },
            (process, output) => KillInMidTask(worker, process, output));

        Assert.That(events.FailedAttempts, Is.Not.Empty);
        Assert.That(events.FailedAttempts, Has.All.Contain("exited unexpectedly").Or.All.Contain("Connection reset").Or.All.Contain("Broken pipe"));
        Assert.That(events.Executors, Has.Count.EqualTo(2));
    }

    [Test]
    public void On_Sparks_own_master_and_worker_as_the_manifests_start_them_and_the_README_submits()
    {
        var events = new SparkEvents(_folder.PathOf("events-alone"));
        string output = _folder.PathOf("alone");
        using var cluster = new StandaloneCluster(Archives.Unpack($"spark-{version}"), _folder.PathOf("standalone"));

        ProcessResult result = cluster.Submit(_input, output, [.. events.Settings, new("spark.executor.memory", "768m")]);

        AssertTables(result, output);
        Assert.That(events.Executors, Does.Not.Contain("driver"));
    }

    private SparkEvents Run(string name, Action<SparkJob> prepare, Action<ChildProcess, string>? meanwhile = null)
    {
        var job = new SparkJob(version);
        var events = new SparkEvents(_folder.PathOf($"events-{name}"));
        job.Environment["PATH"] = $"{_scripts.Path}:{Environment.GetEnvironmentVariable("PATH")}";
        foreach ((string key, string value) in events.Settings)
            job.Settings[key] = value;
        prepare(job);
        string output = _folder.PathOf(name);
        using ChildProcess process = job.Start(ScoreArguments.Of(_input, output)[1..]);
        meanwhile?.Invoke(process, output);
        AssertTables(process.WaitForExit(), output);
        return events;
    }

    private void AssertTables(ProcessResult result, string output)
    {
        Assert.That(result.ExitCode, Is.Zero, result.Out + result.Error);
        var tables = new TablePair(_embedded, output);
        Assert.That(tables.Differences("scored"), Is.Zero);
        Assert.That(tables.Differences("quarantine"), Is.Zero);
        Assert.That(File.Exists(_startedPythons), Is.False, "a Python was started");
    }

    // Workers go on in small steps until a task has put out rows; none can end its task in one step.
    private static void KillInMidTask(string worker, ChildProcess job, string output)
    {
        bool hasRows = false;
        while (!hasRows && !job.HasExited)
        {
            IReadOnlyList<int> workers = ProcessTable.Find(words => words[0] == worker);
            foreach (int id in workers)
                ProcessTable.Resume(id);
            Thread.Sleep(2);
            foreach (int id in workers)
                ProcessTable.Pause(id);
            Thread.Sleep(10);
            hasRows = workers.Count > 0 && Directory.Exists(Path.Combine(output, "scored"))
                && Directory.EnumerateFiles(Path.Combine(output, "scored"), "part-*.parquet", SearchOption.AllDirectories).Any(file => file.Contains("_temporary", StringComparison.Ordinal));
            if (hasRows)
                workers.ToList().ForEach(ProcessTable.KillHard);
        }
    }
}
