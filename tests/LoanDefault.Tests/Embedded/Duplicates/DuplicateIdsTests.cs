using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Pipeline;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Duplicates;
using LoanDefault.Embedded.Input;
using LoanDefault.Embedded.Scan;

namespace LoanDefault.Tests.Embedded.Duplicates;

public class DuplicateIdsTests
{
    private TestDatabase _test = null!;
    private long _rowsRead;

    [SetUp]
    public void Open() => _test = new TestDatabase();

    [TearDown]
    public void Close() => _test.Dispose();

    private IdHashSet Find(string ids, ApplicationContract? contract = null, int maximumRepeated = 100, long memoryLimitBytes = 1 << 20, long mostQuarantined = long.MaxValue)
    {
        contract ??= TestContracts.Small;
        _test.Connection.Execute($"COPY (SELECT *, 1 AS income, 1 AS n, 'a' AS grade FROM ({ids})) TO {Sql.Literal(_test.PathOf("in.parquet"))} (FORMAT parquet)");
        InputTable input = InputTable.Open(_test.PathOf("in.parquet"), contract.Csv, _test.Connection);
        ScanPlan plan = new ScanPlanner(input, contract, new ScanPurpose { NeedsId = true }).Plan(_test.Connection);
        var options = new DuplicateOptions(memoryLimitBytes, _test.PathOf("ids.spill"), 2) { MaximumRepeated = maximumRepeated, MostQuarantined = _ => mostQuarantined };
        var duplicates = new DuplicateIds(plan, options);
        try
        {
            return duplicates.Find(_test.Connection, NoProgress.Instance, CancellationToken.None);
        }
        finally
        {
            _rowsRead = duplicates.RowsRead;
        }
    }

    private static ulong Hash(string id) => IdHash.Of(ApplicationIdHash.HashOf(System.Text.Encoding.UTF8.GetBytes(id)));

    [TestCase(1L << 20)]
    [TestCase(0L)]
    public void The_hashes_of_repeated_ids_are_found(long memoryLimitBytes)
    {
        IdHashSet found = Find("SELECT 'x' || (i % 299990) AS id FROM range(300000) t(i)", memoryLimitBytes: memoryLimitBytes);

        Assert.That(found.Count, Is.EqualTo(10));
        Assert.That(Enumerable.Range(0, 10).All(i => found.Contains(Hash($"x{i}"))), Is.True);
    }

    [Test]
    public void Missing_and_blank_ids_are_not_each_others_duplicates() =>
        Assert.That(Find("SELECT unnest([NULL, NULL, '', '', ' ', ' ', 'a']) AS id").Count, Is.Zero);

    [Test]
    public void Generated_ids_are_not_searched() =>
        Assert.That(Find("SELECT 'same' AS id FROM range(10)", TestContracts.SmallWithoutId), Is.SameAs(IdHashSet.Empty));

    [Test]
    public void Repeated_rows_beyond_the_quarantine_gate_end_the_run_with_the_rows_read()
    {
        Assert.That(
            () => Find("SELECT 'x' || (i % 40) AS id FROM range(2000) t(i)", mostQuarantined: 21),
            Throws.InstanceOf<GateRefusedException>().With.Message.Contains("of 2,000 rows have an application id that occurs more than once, and at most 21 may be quarantined"));
        Assert.That(_rowsRead, Is.EqualTo(2_000));
    }

    [Test]
    public void Repeated_rows_within_the_gate_are_found() =>
        Assert.That(Find("SELECT 'x' || (i % 1990) AS id FROM range(2000) t(i)", mostQuarantined: 21).Count, Is.EqualTo(10));

    [Test]
    public void Too_many_repeated_ids_are_refused_rather_than_held() =>
        Assert.That(
            () => Find("SELECT 'x' || (i % 1000) AS id FROM range(2000) t(i)"),
            Throws.InstanceOf<GateRefusedException>().With.Message.Contains("more than 100 application ids occur more than once in 2,000 rows"));
}
