using LoanDefault.Core.Errors;
using LoanDefault.IntegrationTests.Support;
using LoanDefault.Spark.Gateway;
using LoanDefault.Spark.Sql;
using LoanDefault.Spark.Testing;

namespace LoanDefault.IntegrationTests.Spark;

[TestFixture]
internal sealed class LocalSparkTests
{
    [Test]
    public void Two_Sparks_of_different_versions_live_side_by_side_and_do_not_mix()
    {
        using LocalSpark oldest = Start(LocalSparkFixture.Oldest);
        using LocalSpark newest = Start(LocalSparkFixture.Newest);
        Column both = Functions.Col("id") + 1;
        Assert.That(oldest.Session.Range(2).Select(both).Collect().Select(row => row[0]), Is.EqualTo(new[] { 1L, 2L }));
        Assert.That(newest.Session.Range(2).Select(both).Collect().Select(row => row[0]), Is.EqualTo(new[] { 1L, 2L }));
        Assert.That(() => newest.Session.Range(2).Select(oldest.Session.Range(2)["id"]), Throws.ArgumentException.With.Message.Contain("another Spark"));
    }

    [Test]
    public void A_Spark_that_is_disposed_while_it_works_is_gone_and_the_call_says_so()
    {
        LocalSpark spark = Start(LocalSparkFixture.Newest);
        Task<long> endless = Task.Run(() => spark.Session.Sql("SELECT sum(a.id + b.id) FROM range(0, 10000000000, 1, 2) a JOIN range(10) b ON a.id % 10 = b.id").Count());
        while (spark.Session.SparkContext.StatusTracker().GetActiveJobIds().Count == 0)
            Thread.Yield();

        spark.Dispose();

        Assert.That(() => endless.GetAwaiter().GetResult(), Throws.InstanceOf<GatewayException>().With.Property(nameof(GatewayException.IsLost)).True);
        Assert.That(Directory.Exists(spark.Folder), Is.False);
        Assert.That(() => spark.Session.Range(1).Count(), Throws.InstanceOf<GatewayException>());
        Assert.DoesNotThrow(spark.Dispose);
    }

    [Test]
    public void Sparks_output_is_kept_in_the_file_that_was_named()
    {
        string log = Path.GetTempFileName();
        using (LocalSpark spark = LocalSpark.Start(new LocalSparkOptions { SparkHome = Home(LocalSparkFixture.Newest), LogFile = log }))
            spark.Session.SparkContext.SetLogLevel("INFO");
        Assert.That(File.ReadAllText(log), Is.Not.Empty);
        File.Delete(log);
    }

    [Test]
    public void A_folder_without_Spark_and_settings_that_Spark_refuses_say_what_to_do()
    {
        Assert.That(() => LocalSpark.Start(new LocalSparkOptions { SparkHome = "/nonexistent" }), Throws.InstanceOf<WrongUseException>().With.Message.Contain("SPARK_HOME"));
        var error = Assert.Throws<GatewayException>(() => LocalSpark.Start(new LocalSparkOptions { SparkHome = Home(LocalSparkFixture.Newest), DriverMemory = "much" }))!;
        Assert.That(error.Message, Does.Contain("exit code").And.Contain("spark.log").And.Not.Contains("\n"));
        Directory.Delete(Path.GetDirectoryName(error.Message[(error.Message.LastIndexOf("(see ", StringComparison.Ordinal) + 5)..].TrimEnd(')'))!, recursive: true);
    }

    private static LocalSpark Start(string version) => LocalSpark.Start(new LocalSparkOptions { SparkHome = Home(version) });

    private static string Home(string version) => Archives.Unpack($"spark-{version}");
}
