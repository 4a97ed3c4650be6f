namespace LoanDefault.Embedded.DuckDb;

/// <summary>Texts and names put into SQL where a parameter cannot stand.</summary>
public static class Sql
{
    private static readonly char[] PatternCharacters = ['*', '?', '['];

    /// <summary>A text as a literal: <c>it's</c> becomes <c>'it''s'</c>.</summary>
    /// <exception cref="ArgumentException">The text holds a NUL, which the C API would cut at.</exception>
    public static string Literal(string text) => "'" + NoNul(text).Replace("'", "''", StringComparison.Ordinal) + "'";

    /// <summary>A name in double quotes.</summary>
    /// <inheritdoc cref="Literal"/>
    public static string Identifier(string name) => "\"" + NoNul(name).Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>Texts as a list literal.</summary>
    /// <inheritdoc cref="Literal"/>
    public static string List(IEnumerable<string> texts) => $"[{string.Join(", ", texts.Select(Literal))}]";

    /// <summary>
    /// A file to read as a literal. The engine takes every path that it reads for a pattern, so <c>a[1].csv</c> would
    /// mean <c>a1.csv</c>; its special characters are put into brackets.
    /// </summary>
    /// <inheritdoc cref="Literal"/>
    public static string File(string path) =>
        Literal(Unpatterned(path));

    /// <summary>A pattern of file names in a folder, whose own name is no pattern, as a literal.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="pattern">What stands below it, such as <c>*.parquet</c>.</param>
    /// <inheritdoc cref="Literal"/>
    public static string FilesIn(string folder, string pattern) => Literal($"{Unpatterned(folder)}/{pattern}");

    /// <summary>Files to read as a list literal; see <see cref="File"/>.</summary>
    /// <inheritdoc cref="Literal"/>
    public static string Files(IEnumerable<string> paths) => $"[{string.Join(", ", paths.Select(File))}]";

    private static string Unpatterned(string path) =>
        path.IndexOfAny(PatternCharacters) < 0 ? path : string.Concat(path.Select(Quoted));

    private static string Quoted(char c) => PatternCharacters.Contains(c) ? $"[{c}]" : c.ToString();

    private static string NoNul(string text) => text.Contains('\0', StringComparison.Ordinal)
        ? throw new ArgumentException("the text holds a NUL character", nameof(text))
        : text;
}
