using LoanDefault.Embedded.DuckDb;

namespace LoanDefault.Tests.Embedded.DuckDb;

public class DuckDbOptionsTests
{
    [Test]
    public void Limits_and_folders_reach_the_engine()
    {
        using var test = new TestDatabase(threads: 1, memoryLimitBytes: 100L << 20);

        var settings = test.Connection
            .Read(
                "select name, value from duckdb_settings() where name in ('memory_limit', 'threads', 'temp_directory', 'preserve_insertion_order')",
                r => (r.GetText(0), r.GetText(1)))
            .ToDictionary(s => s.Item1, s => s.Item2);

        Assert.That(settings["memory_limit"], Is.EqualTo("100.0 MiB"));
        Assert.That(settings["threads"], Is.EqualTo("1"));
        Assert.That(settings["temp_directory"], Is.EqualTo(test.PathOf("spill")));
        Assert.That(settings["preserve_insertion_order"], Is.EqualTo("false"));
    }

    [Test]
    public void More_than_the_limit_is_spilled_to_the_temporary_folder()
    {
        using var test = new TestDatabase(threads: 1, memoryLimitBytes: 24L << 20);

        long groups = test.Connection.ReadSingle(
            "select count(*) from (select i % 1500000 as g, count(*) from range(3000000) t(i) group by g)", r => r.GetInt64(0));

        Assert.That(groups, Is.EqualTo(1_500_000));
    }

    [Test]
    public void A_refused_setting_is_named() =>
        Assert.That(
            () => DuckDbDatabase.Open(new DuckDbOptions { MemoryLimitBytes = 64 << 20, TemporaryFolder = "/tmp/x", Threads = -5 }),
            Throws.InstanceOf<DuckDbException>().With.Message.Contains("thread").IgnoreCase);
}
