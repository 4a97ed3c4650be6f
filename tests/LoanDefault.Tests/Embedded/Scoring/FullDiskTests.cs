using LoanDefault.Tables.Errors;

namespace LoanDefault.Tests.Embedded.Scoring;

/// <summary>Disks that are too small for what a run writes to them.</summary>
public class FullDiskTests
{
    private ScoringTest _test = null!;

    [SetUp]
    public void SetUp() => _test = new ScoringTest();

    [TearDown]
    public void TearDown() => _test.Dispose();

    [Test]
    public void A_full_output_disk_is_named_and_nothing_is_published()
    {
        _test.WriteParquet("a.parquet", $"SELECT * REPLACE (md5(id) || id AS id) FROM ({ScoringTest.SmallRows(300_000)})");
        using SmallDisk disk = SmallDisk.Mount(_test.Output, megabytes: 3);

        Assert.That(() => _test.Run(), Throws.InstanceOf<StoreException>().With.Message.Contains("the disk is full: free space"));
        Assert.That(_test.OutputFiles(), Is.Empty);
    }

    [Test]
    public void A_full_temporary_disk_is_named_and_nothing_is_published()
    {
        _test.WriteParquet("a.parquet", $"SELECT * REPLACE (-income AS income) FROM ({ScoringTest.SmallRows(50_000)})");
        string temporary = Path.Combine(Path.GetDirectoryName(_test.Output)!, "small");
        using SmallDisk disk = SmallDisk.Mount(temporary, megabytes: 3);

        Assert.That(
            () => _test.Run(_test.Request with { TemporaryFolder = temporary }),
            Throws.InstanceOf<StoreException>().With.Message.Contains("the disk is full: free space").And.Message.Contains("--temp-directory"));
        Assert.That(_test.OutputFiles(), Is.Empty);
        Assert.That(Directory.GetFileSystemEntries(temporary), Is.Empty);
    }
}
