using LoanDefault.Tables.Publishing;

namespace LoanDefault.Tests.Tables.Publishing;

[Parallelizable]
internal sealed class FileStatisticsTests
{
    [Test]
    public void Numbers_and_dates_have_a_range_and_every_column_its_nulls() =>
        Assert.That(
            Json(new()
            {
                ["points"] = new(0, 300, 850L),
                ["probability"] = new(1, 0.1, 1e-7),
                ["day"] = new(2, new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 31)),
                ["id"] = new(3),
            }),
            Is.EqualTo("""
                {"numRecords":9,"minValues":{"points":300,"probability":0.1,"day":"2026-01-01"},
                "maxValues":{"points":850,"probability":1E-07,"day":"2026-01-31"},
                "nullCount":{"points":0,"probability":1,"day":2,"id":3}}
                """.ReplaceLineEndings("")));

    [TestCase(double.NaN, 1.0)]
    [TestCase(0.0, double.NaN)]
    [TestCase(double.NegativeInfinity, 1.0)]
    [TestCase(0.0, double.PositiveInfinity)]
    [TestCase("a", "b")]
    [TestCase(1.0, null)]
    [TestCase(null, 1.0)]
    public void A_range_that_readers_could_not_rely_on_is_left_out(object? minimum, object? maximum) =>
        Assert.That(
            Json(new() { ["c"] = new(0, minimum, maximum) }),
            Is.EqualTo("""{"numRecords":9,"minValues":{},"maxValues":{},"nullCount":{"c":0}}"""));

    private static string Json(Dictionary<string, ColumnStatistics> columns) =>
        FileStatistics.ToJson(new StagedFile("a", 1, 9, columns));
}
