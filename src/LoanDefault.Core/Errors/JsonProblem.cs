using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LoanDefault.Core.Errors;

/// <summary>Says in a file's own terms why its JSON was refused; .NET speaks of its types and counts bytes.</summary>
internal static partial class JsonProblem
{
    /// <summary>The place and the problem, without a full stop: <c>line 7, columns[2].minimum: must be a number</c>.</summary>
    /// <param name="exception">What the serializer threw.</param>
    /// <param name="options">What it was called with; they know the properties' names.</param>
    public static string Describe(JsonException exception, JsonSerializerOptions options)
    {
        string message = PositionPattern().Replace(exception.Message, "").Trim();
        string problem = Problem(message, options);
        string path = exception.Path is { Length: > 2 } full && !problem.StartsWith('\'') ? full[2..] : "";
        string line = exception.LineNumber is { } number ? string.Create(CultureInfo.InvariantCulture, $"line {number + 1}") : "";
        string place = string.Join(", ", new[] { line, path }.Where(part => part.Length > 0));
        return place.Length > 0 ? $"{place}: {problem}" : problem;
    }

    private static string Problem(string message, JsonSerializerOptions options)
    {
        if (ConversionPattern().Match(message) is { Success: true } conversion)
            return $"must be {Wanted(conversion.Groups[1].Value, options)}";
        if (UnknownPattern().Match(message) is { Success: true } unknown)
            return $"'{unknown.Groups[1].Value}' is not known here{Known(unknown.Groups[2].Value, options)}";
        if (MissingPattern().Match(message) is { Success: true } missing)
            return $"{missing.Groups[1].Value.TrimEnd('.')} must be given";
        if (DuplicatePattern().Match(message) is { Success: true } duplicate)
            return $"'{duplicate.Groups[1].Value}' is given twice";
        if (NullPattern().Match(message) is { Success: true } isNull)
            return $"'{isNull.Groups[1].Value}' must not be null";
        if (message.Contains("does not contain any JSON tokens", StringComparison.Ordinal))
            return "the file is empty";
        // What is left are errors of JSON itself, which .NET tells in JSON's terms.
        return message.TrimEnd('.');
    }

    private static string Wanted(string type, JsonSerializerOptions options)
    {
        string name = NullablePattern().Replace(type, "$1");
        if (OwnType(name) is { IsEnum: true } own)
            return $"one of {string.Join(", ", Enum.GetValues(own).Cast<object>().Select(value => JsonSerializer.Serialize(value, own, options)))}";
        return name switch
        {
            "System.Double" => "a number",
            "System.Int32" or "System.Int64" => "a whole number",
            "System.Boolean" => "true or false",
            "System.String" => "a text in quotes",
            _ when name.Contains("Dictionary`", StringComparison.Ordinal) => "an object",
            _ when name.Contains("List`", StringComparison.Ordinal) || name.EndsWith("[]", StringComparison.Ordinal) => "a list",
            _ => "an object",
        };
    }

    private static string Known(string type, JsonSerializerOptions options) => OwnType(type) is { } own
        ? $"; known are {string.Join(", ", options.GetTypeInfo(own).Properties.Select(p => $"'{p.Name}'"))}"
        : "";

    private static Type? OwnType(string name) => typeof(JsonProblem).Assembly.GetType(name);

    [GeneratedRegex(@"(?: Path: .+? \|)? LineNumber: \d+ \| BytePositionInLine: \d+\.?")]
    private static partial Regex PositionPattern();

    [GeneratedRegex(@"^The JSON value could not be converted to (.+?)\.?$")]
    private static partial Regex ConversionPattern();

    [GeneratedRegex(@"^The JSON property '(.*)' could not be mapped to any \.NET member contained in type '(.+)'\.?$")]
    private static partial Regex UnknownPattern();

    [GeneratedRegex(@"was missing required properties including: (.+)$")]
    private static partial Regex MissingPattern();

    [GeneratedRegex(@"^Duplicate property '(.*)' encountered")]
    private static partial Regex DuplicatePattern();

    [GeneratedRegex(@"^The (?:property or field|constructor parameter) '(.*)' on type .* allow")]
    private static partial Regex NullPattern();

    [GeneratedRegex(@"^System\.Nullable`1\[(.+)\]$")]
    private static partial Regex NullablePattern();
}
