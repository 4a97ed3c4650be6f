using LoanDefault.Spark.Sql;

namespace LoanDefault.Spark.Scoring.Input;

/// <summary>Files that need the same conversions, as one data frame.</summary>
/// <param name="Rows">The files' rows with all their columns.</param>
/// <param name="Id">The application id as a text, in SQL.</param>
/// <param name="HasGeneratedIds">Whether the id is the file's relative path, '#' and the row.</param>
/// <param name="Columns">The contract's columns that the files have.</param>
internal sealed record SparkLayout(DataFrame Rows, string Id, bool HasGeneratedIds, IReadOnlyList<SparkColumn> Columns)
{
    /// <summary>What crosses to C#, in SQL: file, row, id, then the columns.</summary>
    public IEnumerable<string> Expressions =>
    [
        "_metadata.file_path AS file",
        "_metadata.row_index AS row",
        $"{Id} AS id",
        .. Columns.Select((c, i) => $"{c.Expression} AS c{i}"),
    ];
}

/// <summary>A column of the contract in some files.</summary>
/// <param name="Contract">Its position in the contract.</param>
/// <param name="Expression">Its value, in SQL.</param>
internal sealed record SparkColumn(int Contract, string Expression);
