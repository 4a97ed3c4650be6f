using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Input;
using LoanDefault.Embedded.Scan;

namespace LoanDefault.Tests.Embedded.Scan;

public class ScanPlannerTests
{
    private TestDatabase _test = null!;

    [SetUp]
    public void Open() => _test = new TestDatabase();

    [TearDown]
    public void Close() => _test.Dispose();

    private void Write(string name, string columns) =>
        _test.Connection.Execute($"COPY (SELECT {columns}) TO {Sql.Literal(_test.PathOf(name))} (FORMAT parquet)");

    private ScanPlan Plan(string path = "", ApplicationContract? contract = null)
    {
        contract ??= TestContracts.Small;
        InputTable input = InputTable.Open(_test.PathOf(path), contract.Csv, _test.Connection);
        return new ScanPlanner(input, contract, new ScanPurpose { NeedsId = true }).Plan(_test.Connection);
    }

    [TestCase("income", "'income', a required column, is missing; it has id, n, grade: deliver the column, or set \"source\" in the contract 'small'")]
    [TestCase("n", "'n', a required column, is missing")]
    [TestCase("id", "'id', the application id, is missing")]
    public void A_missing_column_is_named_with_its_file_and_what_to_do(string without, string message)
    {
        Write("a.parquet", "'a' AS id, 1 AS income, 1 AS n, 'a' AS grade");
        Write("b.parquet", string.Join(", ", new[] { "'a' AS id", "1 AS income", "1 AS n", "'a' AS grade" }.Where(c => !c.EndsWith($" {without}", StringComparison.Ordinal))));

        BadInputException error = Assert.Throws<BadInputException>(() => Plan())!;

        Assert.That(error.Message, Does.StartWith("b.parquet: column ").And.Contains(message).And.Not.Contain("\n"));
        Assert.That((error.File, error.Column), Is.EqualTo(("b.parquet", without)));
    }

    [Test]
    public void A_column_that_differs_by_case_only_is_suggested()
    {
        Write("a.parquet", "'a' AS id, 1 AS Income, 1 AS n, 'a' AS grade");

        Assert.That(() => Plan(), Throws.InstanceOf<BadInputException>().With.Message.Contains("it has 'Income', and case counts"));
    }

    [Test]
    public void Columns_of_which_the_contract_knows_none_are_counted_and_not_shown()
    {
        Write("a.parquet", "'a' AS \"SECRET\", 1 AS other");

        BadInputException error = Assert.Throws<BadInputException>(() => Plan())!;

        Assert.That(error.Message, Does.Contain("none of its 2 columns is in the contract 'small'").And.Not.Contain("SECRET"));
    }

    [Test]
    public void A_name_that_the_engine_numbers_rows_by_is_refused()
    {
        Write("a.parquet", "'a' AS id, 1 AS income, 1 AS n, 'a' AS grade, 7 AS file_row_number");

        Assert.That(() => Plan(), Throws.InstanceOf<BadInputException>().With.Message.Contains("a column is called 'file_row_number'"));
    }

    [TestCase("income", "'12'", "VARCHAR, which does not become a number without loss: write it as double, decimal or an integer, or change the contract's type of 'income'")]
    [TestCase("income", "DATE '2020-01-01'", "DATE, which does not become a number")]
    [TestCase("income", "[1]", "nested, which does not become a number")]
    [TestCase("n", "TIME '10:00'", "TIME, which does not become an integer")]
    [TestCase("grade", "1.5::DOUBLE", "DOUBLE, which does not become a category")]
    [TestCase("grade", "'a'::BLOB", "BLOB, which does not become a category without loss: write it as text (UTF-8), boolean or an integer")]
    [TestCase("day", "TIMESTAMP '2020-01-01 10:00'", "TIMESTAMP, which does not become a date without loss: write it as a Parquet date")]
    [TestCase("day", "'2020-01-01'", "VARCHAR, which does not become a date")]
    [TestCase("id", "1.5::DOUBLE", "DOUBLE, which does not become an id")]
    public void A_type_that_does_not_convert_without_loss_is_refused(string column, string value, string message)
    {
        var columns = new Dictionary<string, string> { ["id"] = "'a'", ["income"] = "1", ["n"] = "1", ["grade"] = "'a'", ["day"] = "NULL::DATE" };
        columns[column] = value;
        Write("a.parquet", string.Join(", ", columns.Select(c => $"{c.Value} AS {c.Key}")));

        BadInputException error = Assert.Throws<BadInputException>(() => Plan())!;

        Assert.That(error.Message, Does.StartWith($"a.parquet: column '{column}' is {message}"));
        Assert.That((error.File, error.Column), Is.EqualTo(("a.parquet", column)));
    }

    [Test]
    public void Files_that_are_read_alike_share_a_layout_and_a_source()
    {
        for (int i = 0; i < 3; i++)
            Write($"{i}.parquet", $"'a' AS id, 1::INTEGER AS income, 1 AS n, 'a' AS grade, {i} AS extra{i}");
        Write("3.parquet", "'a' AS id, 1.5::DOUBLE AS income, 1 AS n, 'a' AS grade, DATE '2020-01-01' AS day");

        ScanPlan plan = Plan();

        Assert.That(plan.Layouts.Select(l => string.Join(',', l.FileNumbers)), Is.EqualTo(new[] { "0,1,2", "3" }));
        Assert.That(plan.Sources, Has.Count.EqualTo(2));
        Assert.That(plan.Layouts[0].AbsentColumns.Select(c => plan.Contract.Columns[c].Name), Is.EqualTo(new[] { "id", "day" }), "the id has an argument of its own");
        Assert.That(plan.UnknownColumns, Is.EqualTo(new[] { "extra0", "extra1", "extra2" }));
        Assert.That(plan.HasUniqueIds, Is.False);
    }

    [Test]
    public void Each_csv_file_is_a_source_of_its_own()
    {
        for (int i = 0; i < 3; i++)
            File.WriteAllText(_test.PathOf($"{i}.csv"), "id,income,n,grade\na,1,1,a\n");

        ScanPlan plan = Plan();

        Assert.That((plan.Layouts.Count, plan.Sources.Count), Is.EqualTo((1, 3)));
    }

    [Test]
    public void Generated_ids_are_unique() => Assert.That(PlanWithoutId().HasUniqueIds, Is.True);

    private ScanPlan PlanWithoutId()
    {
        Write("a.parquet", "1 AS income, 1 AS n, 'a' AS grade");
        return Plan("a.parquet", TestContracts.SmallWithoutId);
    }
}
