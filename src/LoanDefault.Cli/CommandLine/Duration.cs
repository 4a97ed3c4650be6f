using System.Globalization;

namespace LoanDefault.Cli.CommandLine;

/// <summary>Spans of time as people write them: <c>45s</c>, <c>90m</c>, <c>6h</c>.</summary>
internal static class Duration
{
    // A timer takes no more.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(40);

    /// <summary>Reads a span.</summary>
    /// <param name="text">A whole number with a unit: s, m or h.</param>
    /// <returns>At least a second, at most 40 days; null when the text is no such span.</returns>
    public static TimeSpan? TryParse(string text)
    {
        if (text.Length < 2 || !uint.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out uint number))
            return null;
        TimeSpan? span = text[^1] switch
        {
            's' => TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            'h' => TimeSpan.FromHours(number),
            _ => null,
        };
        return span >= TimeSpan.FromSeconds(1) && span <= Longest ? span : null;
    }
}
