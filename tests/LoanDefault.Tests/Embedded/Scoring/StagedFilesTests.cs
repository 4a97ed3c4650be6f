using LoanDefault.Embedded.Scoring;
using LoanDefault.Tables.Delta;
using LoanDefault.Tables.Publishing;

namespace LoanDefault.Tests.Embedded.Scoring;

public class StagedFilesTests
{
    private TestDatabase _test = null!;

    [SetUp]
    public void Open()
    {
        _test = new TestDatabase();
        Directory.CreateDirectory(_test.PathOf("staging"));
    }

    [TearDown]
    public void Close() => _test.Dispose();

    private IReadOnlyList<StagedFile> Write(string query, params TableColumn[] columns) =>
        new StagedFiles(_test.PathOf("staging"), "scored/.staging/run", columns).Write(_test.Connection, query, CancellationToken.None);

    [Test]
    public void A_file_comes_with_its_length_rows_and_statistics()
    {
        StagedFile file = Write(
            "SELECT 't' || i AS t, i::INTEGER AS i, i * 10 AS l, i / 4.0::DOUBLE AS d, CASE i WHEN 1 THEN 'nan'::DOUBLE END AS n, [t] AS s, now() AS at FROM (SELECT i, NULL AS t FROM range(5) r(i))",
            new("t", DeltaType.String, true, ""), new("i", DeltaType.Integer, true, ""), new("l", DeltaType.Long, true, ""), new("d", DeltaType.Double, true, ""),
            new("n", DeltaType.Double, true, ""), new("s", DeltaType.StringArray, true, ""), new("at", DeltaType.Timestamp, true, "")).Single();

        Assert.That(file.Path, Does.StartWith("scored/.staging/run/").And.Not.EndsWith(".parquet"));
        Assert.That(new FileInfo(Path.Combine(_test.PathOf("staging"), Path.GetFileName(file.Path))).Length, Is.EqualTo(file.ByteLength));
        Assert.That(file.RecordCount, Is.EqualTo(5));
        Assert.That(file.Statistics["t"], Is.EqualTo(new ColumnStatistics(0)));
        Assert.That(file.Statistics["i"], Is.EqualTo(new ColumnStatistics(0, 0, 4)));
        Assert.That(file.Statistics["l"], Is.EqualTo(new ColumnStatistics(0, 0L, 40L)));
        Assert.That(file.Statistics["d"], Is.EqualTo(new ColumnStatistics(0, 0.0, 1.0)));
        Assert.That(file.Statistics["n"], Is.EqualTo(new ColumnStatistics(4)), "a NaN leaves no bounds");
        Assert.That(file.Statistics["at"], Is.EqualTo(new ColumnStatistics(0)));
        Assert.That(file.Statistics.Keys, Does.Not.Contain("s"));
    }

    [Test]
    public void Without_rows_there_is_no_file()
    {
        Assert.That(Write("SELECT 1 AS i WHERE false", new TableColumn("i", DeltaType.Integer, true, "")), Is.Empty);
        Assert.That(Directory.GetFiles(_test.PathOf("staging")), Is.Empty);
    }
}
