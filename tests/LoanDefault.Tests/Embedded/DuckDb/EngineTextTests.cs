using LoanDefault.Embedded.DuckDb;

namespace LoanDefault.Tests.Embedded.DuckDb;

public class EngineTextTests
{
    [TestCase("IO Error: no such file", "IO Error: no such file")]
    [TestCase("Invalid Input Error: CSV Error on Line: 3\nOriginal Line: SECRET,1\nmore\nExpected Number of Columns: 5 Found: 2", "Invalid Input Error: CSV Error on Line: 3")]
    [TestCase("Binder Error: no column \"x\"\n\nLINE 1: SELECT 'SECRET'\n        ^", "Binder Error: no column \"x\"")]
    [TestCase("Error on Line: 1\nOriginal Line: SECRET\nLINE 1: SELECT", "Error on Line: 1")]
    [TestCase("Error: x\n\nLINE 1: SELECT\nOriginal Line: SECRET", "Error: x")]
    [TestCase("found in \"a.parquet\": value \"SEC\n\"\\xFFRET\" is not valid UTF8!", "found in \"a.parquet\": a text that is not valid UTF-8!")]
    [TestCase("two\r\n  lines ", "two lines")]
    public void A_message_keeps_its_cause_and_loses_cells_and_SQL(string message, string told) =>
        Assert.That(EngineText.WithoutCells(message), Is.EqualTo(told));

    [Test]
    public void A_wrong_statement_is_not_shown_with_its_error()
    {
        using var test = new TestDatabase();

        DuckDbException error = Assert.Throws<DuckDbException>(() => test.Connection.Execute("SELECT nothing_like_it FROM (SELECT 'SECRET' AS x)"))!;

        Assert.That(error.Message, Does.Contain("nothing_like_it").And.Not.Contain("SECRET"));
        Assert.That(error.Sql, Does.Contain("SECRET"), "for a debugger");
    }
}
