using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Embedded.DuckDb;

namespace LoanDefault.Modeling.Contracts;

/// <summary>
/// A CSV file as the view <c>sample</c>: read as text, then typed by what every cell of a column converts to. The
/// delimiter and the quote are found by the engine and written into the contract, so that scoring need not look.
/// </summary>
internal static class CsvSample
{
    // A number with leading zeros is a code (a postal code, an account), not a quantity.
    private const string Integer = "[+-]?(0|[1-9][0-9]{0,17})";
    private const string Number = @"[+-]?((0|[1-9][0-9]*)(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?";
    private const string Date = "[0-9]{4}-[0-9]{2}-[0-9]{2}";

    // Texts that stand for "nothing here" in many exports; believed only where all else in a column is a number.
    private static readonly string[] LikelyNullTexts = ["N/A", "n/a", "na", "null", "NaN", "nan", "None", "none", "-", ".", "?"];

    /// <summary>Loads the file and makes the view.</summary>
    /// <returns>How the file is written.</returns>
    public static CsvFormat Load(DuckDbConnection connection, string path, CancellationToken cancellation)
    {
        CsvFormat format = FindFormat(connection, path, cancellation);
        string[] columns = LoadCells(connection, path, format, cancellation);
        string[] found = FindNullTexts(connection, columns, cancellation);
        format = format with { NullText = [.. format.NullText, .. found] };

        string[] expressions = new string[columns.Length];
        for (int i = 0; i < columns.Length; i++)
            expressions[i] = $"{TypedCell(connection, columns[i], found, cancellation)} AS {Sql.Identifier(columns[i])}";
        connection.Execute($"CREATE VIEW sample AS SELECT {string.Join(", ", expressions)} FROM cells", cancellation);
        return format;
    }

    private static CsvFormat FindFormat(DuckDbConnection connection, string path, CancellationToken cancellation)
    {
        var format = new CsvFormat();
        (string delimiter, string quote) = connection.ReadSingle(
            $"SELECT Delimiter, Quote FROM sniff_csv({Sql.Literal(path)}, all_varchar = true)",
            r => (r.GetText(0), r.GetText(1)),
            cancellation);
        // The engine says "(empty)" when it saw no quote at all.
        return format with { Delimiter = delimiter, Quote = quote.Length == 1 ? quote : format.Quote };
    }

    private static string[] LoadCells(DuckDbConnection connection, string path, CsvFormat format, CancellationToken cancellation)
    {
        connection.Execute(
            $"""
            CREATE TABLE cells AS FROM read_csv({Sql.Literal(path)}, header = true, all_varchar = true,
                delim = {Sql.Literal(format.Delimiter)}, quote = {Sql.Literal(format.Quote)}, escape = {Sql.Literal(format.Quote)},
                nullstr = {Sql.List(format.NullText)}, allow_quoted_nulls = false)
            """,
            cancellation);
        using DuckDbResult head = connection.Query("FROM cells LIMIT 0", cancellation);
        string[] columns = [.. head.ReadColumns().Select(c => c.Name)];
        if (columns.All(c => c.All(char.IsAsciiDigit)))
        {
            throw new BadInputException(
                $"{path}: the first line does not name the columns (it holds {string.Join(", ", columns.Take(3))}): add a header line", path);
        }

        return columns;
    }

    private static string[] FindNullTexts(DuckDbConnection connection, string[] columns, CancellationToken cancellation)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string column in columns)
        {
            string cell = Sql.Identifier(column);
            (long numbers, long others, long unexplained) = connection.ReadSingle(
                $"""
                SELECT count(*) FILTER (number), count(*) FILTER (NOT number),
                    count(*) FILTER (NOT number AND NOT list_contains({Sql.List(LikelyNullTexts)}, {cell}))
                FROM (SELECT {cell}, {Matches(cell, Number)} AS number FROM cells WHERE {cell} IS NOT NULL)
                """,
                r => (r.GetInt64(0), r.GetInt64(1), r.GetInt64(2)),
                cancellation);
            if (numbers == 0 || others == 0 || unexplained > 0)
                continue;
            found.UnionWith(connection.Read(
                $"SELECT DISTINCT {cell} FROM cells WHERE NOT {Matches(cell, Number)}", r => r.GetText(0), cancellation));
        }

        return [.. found];
    }

    private static string TypedCell(DuckDbConnection connection, string column, string[] nullTexts, CancellationToken cancellation)
    {
        string cell = Sql.Identifier(column);
        if (nullTexts.Length > 0)
            cell = $"CASE WHEN NOT list_contains({Sql.List(nullTexts)}, {cell}) THEN {cell} END";
        return connection.ReadSingle(
            $"""
            SELECT count(c), coalesce(bool_and({Matches("c", Integer)}), false),
                coalesce(bool_and({Matches("c", Number)} AND isfinite(TRY_CAST(c AS DOUBLE))), false),
                coalesce(bool_and({Matches("c", Date)} AND TRY_CAST(c AS DATE) IS NOT NULL), false)
            FROM (SELECT {cell} AS c FROM cells)
            """,
            r => r.GetBoolean(1) ? $"CAST({cell} AS BIGINT)"
                : r.GetBoolean(2) ? $"CAST({cell} AS DOUBLE)"
                : r.GetBoolean(3) ? $"CAST({cell} AS DATE)"
                : cell,
            cancellation);
    }

    private static string Matches(string cell, string pattern) => $"regexp_full_match({cell}, {Sql.Literal(pattern)})";
}
