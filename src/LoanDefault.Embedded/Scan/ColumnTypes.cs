using LoanDefault.Core.Applications;
using LoanDefault.Core.Applications.Conversion;
using LoanDefault.Core.Errors;
using LoanDefault.Embedded.Input;

namespace LoanDefault.Embedded.Scan;

/// <summary>Which types of a Parquet file become which types of a contract without loss.</summary>
internal static class ColumnTypes
{
    private static readonly string[] Integers =
        ["TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT", "HUGEINT", "UHUGEINT"];

    // A decimal's and a large integer's values are checked one by one: most fit into a double exactly.
    private static readonly string[] Numbers = [.. Integers, "FLOAT", "DOUBLE", "BOOLEAN"];

    /// <summary>Refuses a column whose type does not convert.</summary>
    /// <exception cref="BadInputException">It does not; the message says what would.</exception>
    internal static void Check(ContractColumn wanted, InputColumn found, string file)
    {
        if (found.IsParsed || Fits(wanted.Type, found.Type))
            return;
        throw ColumnErrors.Misfit(wanted, file, found.Name, found.Type);
    }

    private static bool Fits(ColumnType wanted, string? type) => type is not null && wanted switch
    {
        ColumnType.Number or ColumnType.Integer => Numbers.Contains(type) || type.StartsWith("DECIMAL(", StringComparison.Ordinal),
        ColumnType.Category => type is InputColumn.Text or "BOOLEAN" || Integers.Contains(type),
        ColumnType.Date => type == "DATE",
        ColumnType.Id => type is InputColumn.Text or "UUID" || Integers.Contains(type),
        _ => false,
    };
}
