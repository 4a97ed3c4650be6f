namespace LoanDefault.Embedded.DuckDb;

/// <summary>Texts and names put into SQL where a parameter cannot stand.</summary>
public static class Sql
{
    /// <summary>A text as a literal: <c>it's</c> becomes <c>'it''s'</c>.</summary>
    /// <exception cref="ArgumentException">The text holds a NUL, which the C API would cut at.</exception>
    public static string Literal(string text) => "'" + NoNul(text).Replace("'", "''", StringComparison.Ordinal) + "'";

    /// <summary>A name in double quotes.</summary>
    /// <inheritdoc cref="Literal"/>
    public static string Identifier(string name) => "\"" + NoNul(name).Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>Texts as a list literal.</summary>
    /// <inheritdoc cref="Literal"/>
    public static string List(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Literal))}]";

    private static string NoNul(string text) => text.Contains('\0', StringComparison.Ordinal)
        ? throw new ArgumentException("the text holds a NUL character", nameof(text))
        : text;
}
