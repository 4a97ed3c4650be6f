using LoanDefault.Tables.Publishing;
using LoanDefault.Tests.Tables.Support;

namespace LoanDefault.Tests.Tables.Publishing;

[Parallelizable]
internal sealed class StagingFoldersTests
{
    [Test]
    public void Staging_lies_beside_the_data_below_a_name_with_a_dot()
    {
        Assert.That(StagingFolders.OfDate("scored", "r1", Job.Date), Is.EqualTo("scored/.staging/r1/business_date=2026-01-31"));
        Assert.That(StagingFolders.DataFile(Job.Date, 7, "r1"), Is.EqualTo("business_date=2026-01-31/part-00007-r1.parquet"));
    }

    [TestCase("part-00007-r1.parquet", "r1", true)]
    [TestCase("part-123456-r1.parquet", "r1", true)]
    [TestCase("part-00007-r1.parquet", "1", false)]
    [TestCase("part-00007-a-r1.parquet", "r1", false)]
    [TestCase("part-r1.parquet", "r1", false)]
    [TestCase("part-00007-r1.parquet.crc", "r1", false)]
    public void A_data_file_tells_its_run(string name, string runId, bool isOfRun) =>
        Assert.That(StagingFolders.IsOfRun(name, runId), Is.EqualTo(isOfRun));
}
