using System.Globalization;
using System.Text.RegularExpressions;

namespace LoanDefault.Embedded.Scan;

/// <summary>What is wrong with a CSV file, found in the engine's message; holds no cell of the file.</summary>
/// <param name="Line">The line, from 1 with the header; null when the engine does not say.</param>
/// <param name="Cause">What is wrong with it, after "the line".</param>
internal sealed partial record CsvProblem(long? Line, string Cause)
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.Multiline;

    // The message quotes the line, which may hold anything; the engine's own words stand after it.
    private const RegexOptions LastFirst = Options | RegexOptions.RightToLeft;

    /// <summary>Reads a message of the engine's CSV reader.</summary>
    internal static CsvProblem Of(string engineMessage)
    {
        Match line = LineNumber().Match(engineMessage);
        return new CsvProblem(line.Success ? Number(line.Groups[1]) : null, CauseIn(engineMessage));
    }

    private static string CauseIn(string message)
    {
        Match cause = KnownCause().Match(message);
        if (cause.Groups["found"] is { Success: true } found)
            return FieldCount(Number(found), Number(cause.Groups["expected"]));
        if (cause.Groups["limit"] is { Success: true } limit)
            return string.Create(CultureInfo.InvariantCulture, $"is longer than {Number(limit):N0} bytes, as when a quote is not closed");
        if (cause.Groups["quote"].Success)
            return "has a quote that is not closed, or text after a closing quote";
        if (cause.Groups["unicode"].Success)
            return "is not UTF-8: convert the file";
        if (cause.Groups["state"].Success)
            return "ends in another way than those before it (line feed, carriage return or both), or has a misplaced quote";
        if (cause.Groups["sniff"].Success)
            return "and others do not have equally many fields, whatever the delimiter and the quote";
        return "cannot be parsed";
    }

    private static string FieldCount(long found, long expected) => found > expected
        ? string.Create(CultureInfo.InvariantCulture, $"has more fields than the {expected} of the header: a text that holds a delimiter needs quotes")
        : string.Create(CultureInfo.InvariantCulture, $"has {found} field(s), the header {expected}: if it is the last line, the file was cut short");

    private static long Number(Group digits) => long.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\bCSV Error on Line: (\d{1,18})", Options)]
    private static partial Regex LineNumber();

    [GeneratedRegex(
        @"^(Expected Number of Columns: (?<expected>\d{1,9}) Found: (?<found>\d{1,9})"
        + @"|Maximum line size of (?<limit>\d{1,18}) bytes exceeded"
        + "|(?<quote>Value with unterminated quote)"
        + "|(?<unicode>Invalid unicode)"
        + "|.*(?<state>state machine reached an invalid state)"
        + "|.*(?<sniff>Error when sniffing file))",
        LastFirst)]
    private static partial Regex KnownCause();
}
