using LoanDefault.Tables.Delta;
using LoanDefault.Tables.Publishing;
using LoanDefault.Tables.Runs;

namespace LoanDefault.Tests.Tables;

/// <summary>docs/tables.md lists the columns that the code writes.</summary>
[Parallelizable]
internal sealed class TablesDocumentTests
{
    private static readonly string[] Document = File.ReadAllLines(Path.Combine(RepositoryFiles.Root, "docs", "tables.md"));

    [Test]
    public void Every_column_of_the_scored_table_is_listed() =>
        Assert.That(Listed(JobTables.Scored), Is.EqualTo(OutputColumns.Scored.Select(Row)));

    [Test]
    public void Every_column_of_the_quarantine_table_is_listed() =>
        Assert.That(Listed(JobTables.Quarantine), Is.EqualTo(OutputColumns.Quarantine.Select(Row)));

    private static IEnumerable<string> Listed(string table) => Document
        .SkipWhile(line => !line.StartsWith($"`{table}`:", StringComparison.Ordinal))
        .SkipWhile(line => !line.StartsWith("|---", StringComparison.Ordinal))
        .Skip(1)
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => string.Join('|', line.Split('|').Select(cell => cell.Trim()).Take(4)));

    private static string Row(TableColumn column)
    {
        var type = column.Type == DeltaType.StringArray ? "array of string" : column.Type.ToString().ToLowerInvariant();
        return $"|{column.Name}|{type}|{(column.Nullable ? "yes" : "no")}";
    }
}
