using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using LoanDefault.Cli.BusinessDates;

namespace LoanDefault.Cli.CommandLine;

/// <summary>Options that check what they are given, with messages that say what would be right.</summary>
internal static class Options
{
    private const string DateForm = "YYYY-MM-DD";
    private const string BusinessDate = "--business-date";

    public static Option<string> RequiredText(string name, string helpName, string description) =>
        new(name) { HelpName = helpName, Description = description, Required = true };

    public static Option<string?> Text(string name, string helpName, string description) =>
        new(name) { HelpName = helpName, Description = description };

    public static Option<bool> Flag(string name, string description) => new(name) { Description = description };

    public static Option<string[]> Texts(string name, string helpName, string description, bool required = false) =>
        new(name) { HelpName = helpName, Description = description, Required = required, AllowMultipleArgumentsPerToken = true };

    public static Option<RequestedDate> RequiredBusinessDate(string description) => new(BusinessDate)
    {
        HelpName = $"{DateForm}|today|yesterday",
        Description = description,
        Required = true,
        CustomParser = result => Parse(result, BusinessDate, "a date such as 2026-01-31, today or yesterday", RequestedDate.TryParse),
    };

    public static Option<TimeZoneInfo?> TimeZone(string name, string description) => new(name)
    {
        HelpName = "ZONE",
        Description = description,
        CustomParser = result =>
        {
            string text = result.Tokens[^1].Value;
            if (TimeZoneInfo.TryFindSystemTimeZoneById(text, out TimeZoneInfo? zone))
                return zone;
            result.AddError($"{name} '{text}' is not a time zone of this machine: use a name such as Europe/Berlin or UTC (they come with the package tzdata)");
            return null;
        },
    };

    public static Option<TimeOnly?> TimeOfDay(string name, string description) => new(name)
    {
        HelpName = "HH:MM",
        Description = description,
        CustomParser = result => Parse<TimeOnly>(
            result, name, "a time of day such as 12:00",
            text => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time) ? time : null),
    };

    // The default is told here: help would write it as months and days are ordered where the program runs.
    public static Option<DateOnly?> Date(string name, string description, DateOnly standard) => new(name)
    {
        HelpName = DateForm,
        Description = string.Create(CultureInfo.InvariantCulture, $"{description} [default: {standard:yyyy-MM-dd}]"),
        CustomParser = result => ParseDate(result, name),
    };

    public static Option<TimeSpan?> Duration(string name, string description) => new(name)
    {
        HelpName = "TIME",
        Description = description,
        CustomParser = result => Parse(result, name, "a time with its unit, such as 45s, 90m or 6h", CommandLine.Duration.TryParse),
    };

    public static Option<double> Share(string name, double standard, string description) => new(name)
    {
        HelpName = "SHARE",
        Description = description,
        DefaultValueFactory = _ => standard,
        CustomParser = result => Parse<double>(result, name, "a share from 0 to 1, such as 0.01",
            text => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is >= 0 and <= 1 ? value : null),
    };

    public static Option<long> Count(string name, string helpName, long minimum, string description, long? standard = null)
    {
        var option = new Option<long>(name)
        {
            HelpName = helpName,
            Description = description,
            Required = standard is null,
            CustomParser = result => Parse(result, name, $"a whole number of at least {minimum}", text => Whole(text, minimum, long.MaxValue)),
        };
        if (standard is { } value)
            option.DefaultValueFactory = _ => value;
        return option;
    }

    public static Option<int> Number(string name, string helpName, int standard, int minimum, int maximum, string description) => new(name)
    {
        HelpName = helpName,
        Description = description,
        DefaultValueFactory = _ => standard,
        CustomParser = result => Parse(result, name, $"a whole number from {minimum} to {maximum}", text => (int?)Whole(text, minimum, maximum)),
    };

    public static Option<int?> Threads(string description) => new("--threads")
    {
        HelpName = "N",
        Description = description,
        CustomParser = result => Parse(result, "--threads", "a whole number from 1 to 1024", text => (int?)Whole(text, 1, 1024)),
    };

    public static Option<long?> Bytes(string name, string description) => new(name)
    {
        HelpName = "SIZE",
        Description = description,
        CustomParser = result => Parse(result, name, "an amount with its unit, such as 512MB or 2GB", ByteSize.TryParse),
    };

    public static Option<T> Choice<T>(string name, string helpName, string description)
        where T : struct, Enum => new(name)
        {
            HelpName = helpName,
            Description = description,
            CustomParser = result => Parse(result, name, $"one of {helpName.Replace("|", ", ", StringComparison.Ordinal)}", ParseEnum<T>),
        };

    public static Option<string?> Sha256(string name, string description) => new(name)
    {
        HelpName = "HASH",
        Description = description,
        CustomParser = result =>
        {
            string text = result.Tokens[^1].Value;
            if (text.Length != 64 || !text.All(char.IsAsciiHexDigit))
                result.AddError($"{name} '{text}' is not a SHA-256 in 64 hexadecimal digits");
            return text.ToLowerInvariant();
        },
    };

    public static Option<T?> OptionalChoice<T>(string name, string helpName, string description)
        where T : struct, Enum => new(name)
        {
            HelpName = helpName,
            Description = description,
            CustomParser = result => Parse(result, name, $"one of {helpName.Replace("|", ", ", StringComparison.Ordinal)}", ParseEnum<T>),
        };

    private static DateOnly ParseDate(ArgumentResult result, string name) => Parse<DateOnly>(
        result, name, "a date such as 2026-01-31",
        text => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly parsed) ? parsed : null);

    private static T? ParseEnum<T>(string text)
        where T : struct, Enum =>
        Enum.TryParse(text, ignoreCase: true, out T value) && !char.IsAsciiDigit(text[0]) ? value : null;

    private static long? Whole(string text, long minimum, long maximum) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) && value >= minimum && value <= maximum
            ? value
            : null;

    private static T Parse<T>(ArgumentResult result, string name, string expected, Func<string, T?> parse)
        where T : struct
    {
        string text = result.Tokens[^1].Value;
        if (parse(text) is { } value)
            return value;
        result.AddError($"{name} '{text}' is not {expected}");
        return default;
    }
}
