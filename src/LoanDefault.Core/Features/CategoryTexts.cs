using System.Globalization;
using System.Text.RegularExpressions;

namespace LoanDefault.Core.Features;

/// <summary>The numbers that lenders' category texts stand for; null for a text that stands for none.</summary>
internal static partial class CategoryTexts
{
    private const double MonthsPerYear = 12;

    /// <summary>Months: <c>term_36</c>, <c>36 months</c>, <c>36m</c>, <c>36</c>, <c>3 years</c>.</summary>
    public static double? TermMonths(string text)
    {
        Match match = TermPattern().Match(Normalise(text));
        if (!match.Success)
            return null;
        double number = Number(match.Groups["number"]);
        return match.Groups["years"].Success ? number * MonthsPerYear : number;
    }

    /// <summary>Years: 0 for <c>emp_lt_1</c> or <c>&lt; 1 year</c>, 10 for <c>emp_ge_10</c> or <c>10+ years</c>, else the number.</summary>
    public static double? EmploymentYears(string text)
    {
        Match match = EmploymentPattern().Match(Normalise(text));
        if (!match.Success)
            return null;
        double number = Number(match.Groups["number"]);
        return match.Groups["below"].Success ? number - 1 : number;
    }

    /// <summary>1 for <c>A1</c> to 35 for <c>G5</c>.</summary>
    public static double? SubGrade(string text)
    {
        string grade = Normalise(text);
        return grade is [>= 'a' and <= 'g', >= '1' and <= '5'] ? (grade[0] - 'a') * 5 + (grade[1] - '0') : null;
    }

    /// <summary>0 for <c>Not Verified</c>, 1 for <c>Source Verified</c>, 2 for <c>Verified</c>.</summary>
    public static double? Verification(string text) => Normalise(text) switch
    {
        "not verified" => 0,
        "source verified" => 1,
        "verified" => 2,
        _ => null,
    };

    // Lower case, with one space for every run of separators.
    private static string Normalise(string text) => SeparatorPattern().Replace(text, " ").Trim().ToLowerInvariant();

    private static double Number(Group digits) => double.Parse(digits.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    // A hyphen before a digit is a sign, not a separator.
    [GeneratedRegex(@"(?:[\s_]|(?<=\p{L})-)+")]
    private static partial Regex SeparatorPattern();

    [GeneratedRegex("^(?:term )?(?<number>[0-9]{1,4})(?: ?(?:m|mo|mths?|months?)| ?(?<years>y|yrs?|years?))?$")]
    private static partial Regex TermPattern();

    [GeneratedRegex(@"^(?:emp )?(?:(?<below>lt|<|less than) ?)?(?:ge |>= ?)?(?<number>[0-9]{1,2})\+? ?(?:y|yrs?|years?)?$")]
    private static partial Regex EmploymentPattern();
}
