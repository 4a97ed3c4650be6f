using LoanDefault.Core.Applications;
using LoanDefault.Core.Applications.Conversion;
using LoanDefault.Core.Errors;
using LoanDefault.Spark.Sql.Types;

namespace LoanDefault.Spark.Scoring.Input;

/// <summary>Finds a contract's columns among those of files or of a data frame.</summary>
internal static class SourceColumns
{
    private static readonly string[] Integers = ["tinyint", "smallint", "int", "bigint"];
    private static readonly string[] Numbers = [.. Integers, "float", "double", "boolean"];

    /// <summary>The column that serves one of the contract; null when there is none.</summary>
    /// <param name="fields">The columns that there are.</param>
    /// <param name="wanted">The contract's column.</param>
    /// <param name="source">What messages call the files or the data frame.</param>
    /// <param name="parsed">Names of columns that are texts now and become numbers where they are read.</param>
    /// <exception cref="BadInputException">Several have the name but for its case, or the type does not convert without loss.</exception>
    public static StructField? Find(IReadOnlyList<StructField> fields, ContractColumn wanted, string source, IReadOnlyList<string> parsed)
    {
        StructField[] alike = [.. fields.Where(f => string.Equals(f.Name, wanted.SourceName, StringComparison.OrdinalIgnoreCase))];
        StructField? found = Array.Find(alike, f => f.Name == wanted.SourceName);
        if (found is null)
            return null;
        if (alike.Length > 1)
            throw ColumnErrors.Ambiguous(source, wanted.SourceName, [.. alike.Select(f => f.Name)]);
        if (!parsed.Contains(found.Name) && !Fits(wanted.Type, TypeOf(found)))
            throw ColumnErrors.Misfit(wanted, source, found.Name, TypeOf(found));
        return found;
    }

    /// <summary>How the column crosses to C#, in SQL: ids and categories as texts, anything else as it is.</summary>
    public static string Expression(StructField found, ColumnType type)
    {
        string name = DdlWriter.Quote(found.Name);
        return type is ColumnType.Category or ColumnType.Id && TypeOf(found) != "string" ? $"cast({name} AS string)" : name;
    }

    private static bool Fits(ColumnType wanted, string type) => wanted switch
    {
        ColumnType.Number or ColumnType.Integer => Numbers.Contains(type) || type.StartsWith("decimal(", StringComparison.Ordinal),
        ColumnType.Category => type is "string" or "boolean" || Integers.Contains(type),
        ColumnType.Date => type == "date",
        ColumnType.Id => type is "string" or "decimal(20,0)" || Integers.Contains(type),
        _ => false,
    };

    private static string TypeOf(StructField field) => field.DataType.SimpleString.ToLowerInvariant();
}
