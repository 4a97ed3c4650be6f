using System.Text.RegularExpressions;

namespace LoanDefault.Embedded.DuckDb;

/// <summary>The engine's messages for people and logs: it quotes cells, which are applicants' data, and our own SQL.</summary>
internal static partial class EngineText
{
    /// <summary>A message on one line, without the cells and the statement that it quotes.</summary>
    internal static string WithoutCells(string message)
    {
        string told = InvalidText().Replace(message[..QuoteIn(message)], "a text that is not valid UTF-8");
        return string.Join(' ', told.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    // What follows these is the row, and everything that stands after a row of several lines, or the statement.
    private static int QuoteIn(string message)
    {
        int row = message.IndexOf("\nOriginal Line:", StringComparison.Ordinal);
        int statement = message.IndexOf("\nLINE ", StringComparison.Ordinal);
        int first = row >= 0 && (statement < 0 || row < statement) ? row : statement;
        return first < 0 ? message.Length : first;
    }

    [GeneratedRegex("""value ".*" is not valid UTF-?8""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex InvalidText();
}
