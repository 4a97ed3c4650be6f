using LoanDefault.Core.Errors;
using LoanDefault.Embedded.Input;
using LoanDefault.Embedded.Scan;

namespace LoanDefault.Tests.Embedded.Scan;

public class CsvDelimiterTests
{
    [TestCase("id;income;n;grade", "\";\" 3 time(s): write \"csv\": { \"delimiter\": \";\" } into the contract")]
    [TestCase("id\tincome\tn, or m", "\"\\t\" 2 time(s): write \"csv\": { \"delimiter\": \"\\t\" } into the contract")]
    [TestCase("id|n", "\"|\" 1 time(s)")]
    public void A_header_of_one_field_that_holds_another_delimiter_says_what_to_write(string header, string told)
    {
        BadInputException error = Assert.Throws<BadInputException>(() => Check(header))!;

        Assert.That(error.Message, Does.StartWith("a.csv: the first line is a single field by the contract's delimiter \",\", but holds " + told));
        Assert.That(error.Message, Does.EndWith("to score, into a copy of the model's own that --contract names").And.Not.Contain("income"));
    }

    [TestCase("id")]
    [TestCase("income")]
    [TestCase("whatever")]
    [TestCase("id;x", "income")]
    public void Other_headers_are_left_to_the_planner(params string[] fields) => Assert.That(() => Check(fields), Throws.Nothing);

    [Test]
    public void A_column_that_is_really_called_so_is_read() => Assert.That(
        () => CsvDelimiter.Check(File("net;gross"), TestContracts.Small with { Columns = [TestContracts.Small.Columns[1] with { Source = "net;gross" }] }),
        Throws.Nothing);

    private static void Check(params string[] fields) => CsvDelimiter.Check(File(fields), TestContracts.Small);

    private static SourceFile File(params string[] fields) => new(
        "/in/a.csv", "a.csv", 1, "", RowCount: null,
        [.. fields.Select(f => new InputColumn(f, InputColumn.Text, InputColumnOrigin.Csv)), new InputColumn("day", InputColumn.Text, InputColumnOrigin.Path)]);
}
