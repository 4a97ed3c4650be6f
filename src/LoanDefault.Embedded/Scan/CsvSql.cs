using LoanDefault.Core.Applications;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Input;

namespace LoanDefault.Embedded.Scan;

/// <summary>A CSV file as a table of texts, by the contract's settings alone: nothing is sniffed.</summary>
public static class CsvSql
{
    /// <summary>The table expression. A line that does not fit the header is an error, never skipped.</summary>
    /// <param name="file">The file, its header read.</param>
    /// <param name="format">How it is written.</param>
    public static string Table(SourceFile file, CsvFormat format)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(format);
        string columns = string.Join(", ", file.Columns.Where(c => c.Origin == InputColumnOrigin.Csv).Select(c => $"{Sql.Literal(c.Name)}: 'VARCHAR'"));
        string hive = file.Columns.Any(c => c.Origin == InputColumnOrigin.Path) ? "true, hive_types_autocast = false" : "false";
        return
            $"read_csv({Sql.File(file.Path)}, auto_detect = false, header = true, delim = {Sql.Literal(format.Delimiter)}, "
            + $"quote = {Sql.Literal(format.Quote)}, escape = {Sql.Literal(format.Quote)}, nullstr = {Sql.List(format.NullText)}, "
            + $"allow_quoted_nulls = false, columns = {{{columns}}}, strict_mode = true, null_padding = false, "
            + $"ignore_errors = false, hive_partitioning = {hive})";
    }
}
