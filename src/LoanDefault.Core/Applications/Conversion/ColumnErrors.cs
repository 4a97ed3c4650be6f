using LoanDefault.Core.Errors;

namespace LoanDefault.Core.Applications.Conversion;

/// <summary>What every host says of a file, or a data frame, whose columns do not fit the contract.</summary>
public static class ColumnErrors
{
    private const int ListedColumns = 50;

    /// <summary>A column that must be there is not.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="file">The file, relative to the input's root.</param>
    /// <param name="columns">The file's columns.</param>
    /// <param name="column">The missing one.</param>
    /// <param name="what">What it is: "a required column", "the application id".</param>
    public static BadInputException Missing(ApplicationContract contract, string file, IEnumerable<string> columns, string column, string what)
    {
        ArgumentNullException.ThrowIfNull(contract);
        string[] names = [.. columns];
        string? alike = names.FirstOrDefault(name => string.Equals(name, column, StringComparison.OrdinalIgnoreCase));
        string hint = alike is not null
            ? $"it has '{alike}', and case counts: rename it, or set \"source\": \"{alike}\" in the contract"
            : KnowsAny(contract, names)
                ? $"it has {string.Join(", ", names.Take(ListedColumns))}: deliver the column, or set \"source\" in the contract '{contract.Name}'"
                : $"none of its {names.Length} columns is in the contract '{contract.Name}': deliver its columns, or set their \"source\"";
        return new BadInputException($"{file}: column '{column}', {what}, is missing; {hint}", file, column);
    }

    /// <summary>
    /// A text file whose first line names no column of the contract. Nothing of the line is shown: it may be an application.
    /// </summary>
    /// <param name="contract">The contract.</param>
    /// <param name="file">The file, relative to the input's root.</param>
    /// <returns>The exception to throw.</returns>
    public static BadInputException NoHeader(ApplicationContract contract, string file)
    {
        ArgumentNullException.ThrowIfNull(contract);
        return new BadInputException(
            $"{file}: the first line does not look like a header: it names no column of the contract '{contract.Name}'; add a line that names the columns, or set their \"source\" in the contract",
            file, row: 0);
    }

    /// <summary>Whether a file has a column that the contract mentions, whatever its case. Other names may be cells of a file without a header.</summary>
    /// <param name="contract">The contract.</param>
    /// <param name="columns">The file's columns.</param>
    public static bool KnowsAny(ApplicationContract contract, IEnumerable<string> columns)
    {
        ArgumentNullException.ThrowIfNull(contract);
        var known = new HashSet<string>(contract.Columns.Select(c => c.SourceName), StringComparer.OrdinalIgnoreCase);
        known.UnionWith(contract.Excluded.Select(c => c.Source));
        if (contract.Target is { } target)
            known.Add(target.Column);
        return columns.Any(known.Contains);
    }

    /// <summary>A column's type does not convert without loss.</summary>
    /// <param name="wanted">The contract's column.</param>
    /// <param name="file">The file, relative to the input's root.</param>
    /// <param name="column">The file's name of it.</param>
    /// <param name="type">Its type as the host names it; null for a nested one.</param>
    public static BadInputException Misfit(ContractColumn wanted, string file, string column, string? type)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        return new BadInputException(
            $"{file}: column '{column}' is {type ?? "nested"}, which does not become {Describe(wanted.Type)} without loss: write it as {Wanted(wanted.Type)}, or change the contract's type of '{wanted.Name}'",
            file, column);
    }

    /// <summary>Several columns have one name but for its case.</summary>
    /// <param name="file">The file, relative to the input's root.</param>
    /// <param name="column">The name that the contract asks for.</param>
    /// <param name="alike">The file's names.</param>
    public static BadInputException Ambiguous(string file, string column, IReadOnlyCollection<string> alike)
    {
        ArgumentNullException.ThrowIfNull(alike);
        return new BadInputException(
            $"{file}: column '{column}' occurs {alike.Count} times, as {string.Join(", ", alike.Select(name => $"'{name}'"))} (case does not count): rename one",
            file, column);
    }

    private static string Describe(ColumnType wanted) => wanted switch
    {
        ColumnType.Number => "a number",
        ColumnType.Integer => "an integer",
        ColumnType.Category => "a category",
        ColumnType.Date => "a date",
        _ => "an id",
    };

    private static string Wanted(ColumnType wanted) => wanted switch
    {
        ColumnType.Number => "double, decimal or an integer",
        ColumnType.Integer => "an integer",
        ColumnType.Category => "text (UTF-8), boolean or an integer",
        ColumnType.Date => "a Parquet date",
        _ => "text (UTF-8), an integer or a UUID",
    };
}
