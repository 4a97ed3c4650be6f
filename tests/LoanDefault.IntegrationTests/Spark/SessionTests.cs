using LoanDefault.Spark.Gateway;
using LoanDefault.Spark.Sql;
using LoanDefault.Spark.Sql.Types;

namespace LoanDefault.IntegrationTests.Spark;

[TestFixture(Oldest)]
[TestFixture(Newest)]
internal sealed class SessionTests(string version) : LocalSparkFixture(version)
{
    [Test]
    public void A_session_is_of_the_Spark_that_was_asked_for() => Assert.That(Spark.Version(), Is.EqualTo(Version));

    [Test]
    public void Rows_that_were_written_as_Parquet_are_read_back_with_their_schema()
    {
        DataFrame rows = Spark.Sql("SELECT id, id * 0.5D AS half, string(id) AS text, decimal(id) AS exact FROM range(100)");
        rows.Write().Mode(SaveMode.Overwrite).Option("compression", "none").Parquet(PathOf("rows"));

        DataFrame back = Spark.Read().Parquet(PathOf("rows"));
        Assert.That(back.Count(), Is.EqualTo(100));
        Assert.That(back.Schema(), Is.EqualTo(StructType.FromDdl("id bigint, half double, text string, exact decimal(10,0)")));
    }

    [Test]
    public void Writing_where_something_is_fails_with_its_condition()
    {
        Spark.Range(1).Write().Parquet(PathOf("once"));
        var error = Assert.Throws<SparkException>(() => Spark.Range(1).Write().Parquet(PathOf("once")))!;
        Assert.That(error.Condition, Is.EqualTo("PATH_ALREADY_EXISTS"));
        Assert.That(error.SqlState, Is.EqualTo("42K04"));
        Assert.That(error.Message, Does.Contain(PathOf("once")).And.Not.Contains("\n"));
    }

    [Test]
    public void A_job_that_fails_says_why_in_one_line_and_keeps_Javas_stack()
    {
        DataFrame rows = Spark.Sql("SELECT IF(id = 7, raise_error('seven is bad'), id) AS id FROM range(10)");
        var error = Assert.Throws<SparkException>(() => rows.Write().Format("noop").Mode("overwrite").Save())!;
        Assert.That(error.JavaStackTrace, Does.Contain("seven is bad").And.Contain("\n\tat "));
        Assert.That(error.Message, Does.Not.Contain("\n"));
    }

    [Test]
    public void A_cancelled_token_ends_the_job_and_the_session_goes_on()
    {
        using var cancel = new CancellationTokenSource();
        DataFrame endless = Spark.Sql("SELECT sum(a.id + b.id) FROM range(0, 10000000000, 1, 2) a JOIN range(10) b ON a.id % 10 = b.id");
        Task<long> count = Task.Run(() => endless.Count(cancel.Token));
        StatusOfRunningJobs();
        cancel.Cancel();
        Assert.That(() => count.GetAwaiter().GetResult(), Throws.InstanceOf<OperationCanceledException>().With.InnerException.InstanceOf<SparkException>());
        Assert.That(Spark.Range(3).Count(), Is.EqualTo(3));
    }

    [Test]
    public void Settings_of_a_session_are_set_read_and_forgotten()
    {
        RuntimeConfig conf = Spark.Conf();
        conf.Set("spark.test.setting", "a\\b\nc");
        Assert.That(conf.Get("spark.test.setting"), Is.EqualTo("a\\b\nc"));
        conf.Unset("spark.test.setting");
        Assert.That(conf.Get("spark.test.setting", null), Is.Null);
    }

    [Test]
    public void Objects_that_nobody_needs_are_released_in_batches_without_harm()
    {
        for (int round = 0; round < 3; round++)
        {
            for (int call = 0; call < 100; call++)
                _ = Spark.Conf();
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
        Assert.That(Spark.Range(3).Count(), Is.EqualTo(3));
    }

    [Test]
    public void Each_thread_has_its_own_job_group()
    {
        Spark.SparkContext.SetJobGroup("mine", "this thread's");
        var other = new Thread(() => Spark.Range(2).Count());
        other.Start();
        other.Join();
        Spark.Range(3).Count();
        IReadOnlyList<int> jobs = Spark.SparkContext.StatusTracker().GetJobIdsForGroup("mine");
        Spark.SparkContext.ClearJobGroup();
        Assert.That(jobs, Is.Not.Empty);
        Assert.That(Spark.SparkContext.StatusTracker().GetJobIdsForGroup(null), Is.Not.Empty.And.Not.SubsetOf(jobs));
    }

    [Test]
    public void A_file_and_a_broadcast_are_accepted()
    {
        string file = PathOf("note.txt");
        File.WriteAllText(file, "note");
        Spark.SparkContext.AddFile(file);
        using LoanDefault.Spark.Broadcast broadcast = Spark.SparkContext.Broadcast([1, 2, 3]);
        Assert.That(broadcast.Id, Is.Not.Negative);
    }

    // Returns once a job runs; the hang time-out of the test run is what bounds it.
    private void StatusOfRunningJobs()
    {
        while (Spark.SparkContext.StatusTracker().GetActiveJobIds().Count == 0)
            Thread.Yield();
    }
}
