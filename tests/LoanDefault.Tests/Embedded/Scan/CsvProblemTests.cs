using LoanDefault.Embedded.Scan;

namespace LoanDefault.Tests.Embedded.Scan;

public class CsvProblemTests
{
    [TestCase("The CSV Parser state machine reached an invalid state.\nThis can happen", null, "ends in another way than those before it (line feed, carriage return or both), or has a misplaced quote")]
    [TestCase("Error when sniffing file \"a.csv\".\nIt was not possible", null, "and others do not have equally many fields, whatever the delimiter and the quote")]
    [TestCase("CSV Error on Line: 7\nsomething new", 7L, "cannot be parsed")]
    [TestCase("CSV Error on Line: 7\nOriginal Line: Value with unterminated quote found\nInvalid unicode (byte", 7L, "is not UTF-8: convert the file")]
    public void The_engines_words_are_recognised_after_the_line_that_it_quotes(string message, long? line, string cause) =>
        Assert.That(CsvProblem.Of($"Invalid Input Error: {message}"), Is.EqualTo(new CsvProblem(line, cause)));
}
