using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Embedded.DuckDb;

namespace LoanDefault.Modeling.Synthetic;

/// <summary>Reads the sample that applications are modelled on.</summary>
internal static class SampleReader
{
    /// <summary>The columns to generate and, for those that the sample has, its values row by row.</summary>
    /// <exception cref="BadInputException">The sample cannot be read or has none of the contract's columns.</exception>
    public static (IReadOnlyList<SyntheticColumn> Columns, IReadOnlyList<double[]> Values) Read(
        DuckDbConnection connection, ApplicationContract contract, SyntheticRequest request)
    {
        string source = request.SampleFile.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
            ? $"read_csv({Sql.Literal(request.SampleFile)})"
            : $"read_parquet({Sql.Literal(request.SampleFile)})";
        Dictionary<string, string> types = Describe(connection, source, request.SampleFile);
        var columns = new List<SyntheticColumn>();
        var values = new List<double[]>();
        foreach (ContractColumn column in contract.Columns)
        {
            if (!types.TryGetValue(column.SourceName, out string? type))
            {
                if (column.Type is ColumnType.Id or ColumnType.Date)
                    columns.Add(new SyntheticColumn(column, column.Type == ColumnType.Id ? DuckDbType.Varchar : DuckDbType.Date, [], 0));
                continue;
            }

            if (column.Type == ColumnType.Id)
            {
                columns.Add(new SyntheticColumn(column, DuckDbType.Varchar, [], 0));
                continue;
            }

            double[] cells = ReadColumn(connection, source, column);
            double[] sorted = [.. cells.Where(double.IsFinite).Order()];
            double missing = column.Required ? 0 : Math.Max(request.MissingShare, 1 - sorted.Length / (double)cells.Length);
            columns.Add(new SyntheticColumn(column, FileType(column, type), sorted, missing));
            values.Add(cells);
        }

        if (values.Count == 0)
            throw new BadInputException($"{request.SampleFile}: the sample has none of the contract's columns: name its own contract by --contract", request.SampleFile);
        return (columns, values);
    }

    private static Dictionary<string, string> Describe(DuckDbConnection connection, string source, string file)
    {
        try
        {
            return connection
                .Read($"SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM {source})", row => (row.GetText(0), row.GetText(1)))
                .ToDictionary(c => c.Item1, c => c.Item2);
        }
        catch (DuckDbException e)
        {
            throw new BadInputException($"{file}: the sample cannot be read ({e.Message}): check --sample", file, innerException: e);
        }
    }

    private static double[] ReadColumn(DuckDbConnection connection, string source, ContractColumn column)
    {
        string cell = Sql.Identifier(column.SourceName);
        if (column.Type == ColumnType.Category)
        {
            var dictionary = new CategoryDictionary(column.Categories!);
            return [.. connection.Read($"SELECT {cell}::VARCHAR FROM {source}", row => Code(dictionary, row.GetTextOrNull(0)))];
        }

        string number = column.Type == ColumnType.Date ? $"date_diff('day', DATE '1970-01-01', {cell}::DATE)::DOUBLE" : $"{cell}::DOUBLE";
        return [.. connection.Read($"SELECT {number} FROM {source}", row => row.IsNull(0) ? double.NaN : row.GetDouble(0))];
    }

    private static double Code(CategoryDictionary dictionary, string? text)
    {
        int code = text is null ? CategoryDictionary.Missing : dictionary.Find(System.Text.Encoding.UTF8.GetBytes(text));
        return code < 0 ? double.NaN : code;
    }

    private static DuckDbType FileType(ContractColumn column, string sampleType) => column.Type switch
    {
        ColumnType.Category => DuckDbType.Varchar,
        ColumnType.Date => DuckDbType.Date,
        ColumnType.Integer => sampleType == "BIGINT" ? DuckDbType.BigInt : DuckDbType.Integer,
        _ => DuckDbType.Double,
    };
}
