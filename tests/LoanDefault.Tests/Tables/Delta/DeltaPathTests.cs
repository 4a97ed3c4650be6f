using LoanDefault.Tables.Delta;

namespace LoanDefault.Tests.Tables.Delta;

[Parallelizable]
internal sealed class DeltaPathTests
{
    [Test]
    public void Dates_are_written_as_Delta_wants_them()
    {
        Assert.That(DeltaPath.PartitionValue(new DateOnly(2026, 1, 5)), Is.EqualTo("2026-01-05"));
        Assert.That(DeltaPath.PartitionFolder(new DateOnly(2026, 1, 5)), Is.EqualTo("business_date=2026-01-05"));
    }

    [TestCase("business_date=2026-01-31/part-00000-run.1_a.parquet", "business_date=2026-01-31/part-00000-run.1_a.parquet")]
    [TestCase("a b%c/ü.parquet", "a%20b%25c/%C3%BC.parquet")]
    public void Paths_are_encoded_part_by_part(string path, string encoded)
    {
        Assert.That(DeltaPath.Encode(path), Is.EqualTo(encoded));
        Assert.That(DeltaPath.Decode(encoded), Is.EqualTo(path));
    }

    [Test]
    public void Two_spellings_of_a_file_are_one() =>
        Assert.That(DeltaPath.Decode("business_date%3D2026-01-31/a%2Eparquet"), Is.EqualTo("business_date=2026-01-31/a.parquet"));
}
