using LoanDefault.Core.Errors;

namespace LoanDefault.Tables.Errors;

/// <summary>A run's columns do not fit the table; nothing was written.</summary>
public sealed class SchemaConflictException : BadInputException
{
    internal SchemaConflictException(string table, string problem, string tableSchema, string runSchema)
        : base(
            $"the columns of table {table} do not fit: {problem}; only nullable columns can be added, so publish to "
            + $"another output folder or migrate the table; table: [{tableSchema}]; this run: [{runSchema}]",
            table)
    {
        TableSchema = tableSchema;
        RunSchema = runSchema;
    }

    /// <summary>The table's columns.</summary>
    public string TableSchema { get; }

    /// <summary>The run's columns.</summary>
    public string RunSchema { get; }
}
