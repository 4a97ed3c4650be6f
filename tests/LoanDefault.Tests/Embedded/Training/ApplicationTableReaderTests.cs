using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Training;

namespace LoanDefault.Tests.Embedded.Training;

public class ApplicationTableReaderTests
{
    private TestDatabase _test = null!;

    [SetUp]
    public void Open() => _test = new TestDatabase();

    [TearDown]
    public void Close() => _test.Dispose();

    [Test]
    public void The_real_sample_is_read_whole_and_in_order()
    {
        ApplicationTable table = ApplicationTableReader.Read(RepositoryFiles.ReferenceSample, TestContracts.LendingClub, withTarget: true);

        Assert.That(table.RowCount, Is.EqualTo(9857));
        Assert.That(table.Targets.Count(t => t == "bad"), Is.EqualTo(517));
        Assert.That(table.Targets.Count(t => t == "good"), Is.EqualTo(9857 - 517));
        Assert.That(table.Features.Length, Is.EqualTo(9857 * table.FeatureSet.Features.Count));
        Assert.That(table.UnknownColumns, Is.Empty);
        Assert.That(table.Sha256, Has.Length.EqualTo(64));
        int income = table.Contract.IndexOf("annual_income");
        double[] expected = [.. _test.Connection.Read(
            $"SELECT annual_inc FROM {Sql.Literal(RepositoryFiles.ReferenceSample)} ORDER BY file_row_number", r => r.GetDouble(0))];
        Assert.That(table.Numbers(income).ToArray(), Is.EqualTo(expected));
        int feature = table.FeatureSet.Features.Index().Single(f => f.Item.Name == "annual_income").Index;
        Assert.That(table.FeaturesOf(5000)[feature], Is.EqualTo((float)expected[5000]));
    }

    [Test]
    public void A_csv_gives_the_same_bits_as_the_parquet_file_it_was_written_from()
    {
        string csv = _test.PathOf("sample.csv");
        _test.Connection.Execute($"COPY (FROM {Sql.Literal(RepositoryFiles.ReferenceSample)} ORDER BY file_row_number) TO {Sql.Literal(csv)} (HEADER)");

        ApplicationTable fromCsv = ApplicationTableReader.Read(csv, TestContracts.LendingClub, withTarget: true);
        ApplicationTable fromParquet = ApplicationTableReader.Read(RepositoryFiles.ReferenceSample, TestContracts.LendingClub, withTarget: true);

        Assert.That(fromCsv.Features.SequenceEqual(fromParquet.Features), Is.True);
        Assert.That(fromCsv.Targets, Is.EqualTo(fromParquet.Targets));
    }

    [Test]
    public void Cells_that_break_a_rule_are_counted_and_their_rows_marked()
    {
        string csv = _test.PathOf("in.csv");
        File.WriteAllText(csv, """
            income,n,grade,day,outcome,extra
            10,1,a,2020-01-01,good,
            -5,2,b,,bad,
            abc,3,z,2020-13-01,,
            """);

        ApplicationTable table = ApplicationTableReader.Read(csv, TestContracts.Small, withTarget: true);

        Assert.That(Enumerable.Range(0, 3).Select(table.IsRejected), Is.EqualTo(new[] { false, true, true }));
        Assert.That(table.Targets, Is.EqualTo(new[] { "good", "bad", null }));
        Assert.That(table.UnknownColumns, Is.EqualTo(new[] { "extra" }));
        Assert.That(table.BrokenRules, Is.EquivalentTo(new Dictionary<(string, string), long>
        {
            [("below_minimum", "income")] = 1,
            [("not_a_number", "income")] = 1,
            [("unknown_category", "grade")] = 1,
            [("not_a_date", "day")] = 1,
        }));
        Assert.That(table.Codes(table.Contract.IndexOf("grade")).ToArray(), Is.EqualTo(new[] { 0, 1, CategoryDictionary.Unknown }));
        Assert.That(table.Numbers(table.Contract.IndexOf("day")).ToArray(), Is.EqualTo(new[] { 18262, double.NaN, double.NaN }));
    }

    [Test]
    public void A_contract_without_a_target_cannot_be_trained_on() =>
        Assert.That(
            () => ApplicationTableReader.Read(RepositoryFiles.ReferenceSample, TestContracts.LendingClub with { Target = null }, withTarget: true),
            Throws.InstanceOf<WrongUseException>().With.Message.Contains("no target"));

    [Test]
    public void A_file_without_the_target_is_refused() =>
        Assert.That(
            () => ApplicationTableReader.Read(
                RepositoryFiles.ReferenceSample,
                TestContracts.LendingClub with { Target = TestContracts.LendingClub.Target! with { Column = "outcome" } }, withTarget: true),
            Throws.InstanceOf<BadInputException>().With.Message.Contains("'outcome', the target, is missing"));
}
