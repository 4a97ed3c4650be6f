using System.Globalization;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Input;
using LoanDefault.Embedded.Scan;

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

    private static readonly char[] UsualDelimiters = [',', ';', '\t', '|'];

    // Texts that stand for "nothing here" in many exports; believed only where all else in a column is a number.
    private static readonly string[] LikelyNullTexts = ["N/A", "n/a", "na", "null", "NaN", "nan", "None", "none", "-", ".", "?"];

    /// <summary>Loads the file and makes the view.</summary>
    /// <returns>How the file is written.</returns>
    public static CsvFormat Load(DuckDbConnection connection, string path, CancellationToken cancellation)
    {
        CsvFormat format = FindFormat(connection, path, cancellation);
        // Its header again, now that the delimiter is known.
        SourceFile file = InputTable.Open(path, format, connection, cancellation).Files[0];
        if (file.Columns is [{ Name: var header }] && header.IndexOfAny(UsualDelimiters) >= 0)
        {
            // Lines that do not fit the header make the engine see one column; the header says how the file is meant.
            format = format with { Delimiter = UsualDelimiters.MaxBy(d => header.Count(c => c == d)).ToString() };
            file = InputTable.Open(path, format, connection, cancellation).Files[0];
        }

        string[] columns = LoadCells(connection, file, format, cancellation);
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
            $"SELECT Delimiter, Quote FROM sniff_csv({Sql.File(path)}, all_varchar = true)",
            r => (r.GetText(0), r.GetText(1)),
            cancellation);
        // The engine says "(empty)" when it saw no quote at all.
        return format with { Delimiter = delimiter.Length == 1 ? delimiter : format.Delimiter, Quote = quote.Length == 1 ? quote : format.Quote };
    }

    private static string[] LoadCells(DuckDbConnection connection, SourceFile file, CsvFormat format, CancellationToken cancellation)
    {
        string[] columns = [.. file.Columns.Select(c => c.Name)];
        if (columns.All(LooksLikeValue))
            throw new BadInputException($"{file.Path}: the first line does not look like a header, as it holds numbers and dates only: add a line that names the columns", file.Path, row: 0);
        connection.Execute($"CREATE TABLE cells AS FROM {CsvSql.Table(file, format)}", cancellation);
        return columns;
    }

    private static bool LooksLikeValue(string name) =>
        double.TryParse(name, CultureInfo.InvariantCulture, out _) || DateOnly.TryParse(name, CultureInfo.InvariantCulture, out _);

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
