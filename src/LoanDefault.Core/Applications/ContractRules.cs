using System.Text.RegularExpressions;

namespace LoanDefault.Core.Applications;

/// <summary>What must hold in a contract beyond its JSON Schema.</summary>
internal static partial class ContractRules
{
    /// <summary>Every broken rule as a sentence; empty when the contract is sound.</summary>
    public static IReadOnlyList<string> Check(ApplicationContract contract)
    {
        var problems = new List<string>();
        if (HasNull(contract.Columns) || HasNull(contract.Features) || HasNull(contract.Excluded)
            || contract.Columns.Any(c => c?.Categories is { } texts && HasNull(texts)))
        {
            return ["a list holds null: give each of its places a value"];
        }

        if (contract.Columns.Count == 0)
            problems.Add("'columns' is empty");
        foreach (IGrouping<string, ContractColumn> same in contract.Columns.GroupBy(c => c.Name).Where(g => g.Count() > 1))
            problems.Add($"column '{same.Key}' is defined {same.Count()} times");
        foreach (IGrouping<string, ContractColumn> same in contract.Columns.GroupBy(c => c.SourceName).Where(g => g.Count() > 1))
            problems.Add($"source column '{same.Key}' is read by {same.Count()} columns");
        foreach (ContractColumn column in contract.Columns)
            CheckColumn(column, problems);
        CheckId(contract, problems);
        if (contract.Target is { } target)
            CheckTarget(contract, target, problems);
        if (contract.Csv.Delimiter.Length != 1 || contract.Csv.Quote.Length != 1)
            problems.Add("'csv': delimiter and quote are one character each");
        else if (contract.Csv.Delimiter == contract.Csv.Quote)
            problems.Add("'csv': delimiter and quote are the same character, so no field could be told from the next");
        else if (contract.Csv.Delimiter[0] is '\r' or '\n' || contract.Csv.Quote[0] is '\r' or '\n')
            problems.Add("'csv': a line break ends a row, it is neither delimiter nor quote");
        foreach (IGrouping<string, FeatureDefinition> same in contract.Features.GroupBy(f => f.Name).Where(g => g.Count() > 1))
            problems.Add($"feature '{same.Key}' is named {same.Count()} times");
        return problems;
    }

    private static bool HasNull<T>(IReadOnlyList<T> list) => list.Any(item => item is null);

    private static void CheckColumn(ContractColumn column, List<string> problems)
    {
        if (!NamePattern().IsMatch(column.Name))
            problems.Add($"column '{column.Name}': a name is lower-case letters, digits and underscores and starts with a letter");
        if (column.SourceName.Length == 0)
            problems.Add($"column '{column.Name}': 'source' is empty");
        if (column.Type == ColumnType.Category)
        {
            if (column.Categories is not { Count: > 0 })
                problems.Add($"column '{column.Name}': a category needs 'categories'");
            else if (column.Categories.Distinct().Count() != column.Categories.Count)
                problems.Add($"column '{column.Name}': 'categories' repeats a value");
        }
        else if (column.Categories is not null || column.Encoding is not null)
        {
            problems.Add($"column '{column.Name}': only a category has 'categories' and 'encoding'");
        }

        bool ranged = column.Minimum is not null || column.Maximum is not null;
        if (ranged && column.Type is not (ColumnType.Number or ColumnType.Integer))
            problems.Add($"column '{column.Name}': only a number or integer has 'minimum' and 'maximum'");
        if (!double.IsFinite(column.Minimum ?? 0) || !double.IsFinite(column.Maximum ?? 0) || column.Minimum > column.Maximum)
            problems.Add($"column '{column.Name}': 'minimum' must be finite and not above 'maximum'");
    }

    private static void CheckId(ApplicationContract contract, List<string> problems)
    {
        foreach (ContractColumn column in contract.Columns.Where(c => c.Type == ColumnType.Id && c.Name != contract.Id))
            problems.Add($"column '{column.Name}' has type id but 'id' does not name it");
        if (contract.Id is { } id && contract.Columns.All(c => c.Name != id || c.Type != ColumnType.Id))
            problems.Add($"'id' names '{id}', which is not a column of type id");
    }

    private static void CheckTarget(ApplicationContract contract, TargetDefinition target, List<string> problems)
    {
        if (target.Bad.Count == 0)
            problems.Add("'target': 'bad' is empty");
        string[] values = [.. target.Bad, .. target.Good, .. target.Ignore];
        if (values.Distinct().Count() != values.Length)
            problems.Add("'target': a value stands in more than one of 'bad', 'good' and 'ignore'");
        if (contract.Columns.Any(c => c.SourceName == target.Column))
            problems.Add($"'target': column '{target.Column}' is also an input column, so the model would see what it is to predict");
    }

    [GeneratedRegex("^[a-z][a-z0-9_]*\\z")]
    private static partial Regex NamePattern();
}
