using LoanDefault.Arrow;
using LoanDefault.Spark.Gateway;
using LoanDefault.Spark.Sql.Types;

namespace LoanDefault.Spark.Sql;

// Cancelling a token ends the job in Spark and the call with an OperationCanceledException.
public sealed partial class DataFrame
{
    private const string PythonSqlUtils = "org.apache.spark.sql.api.python.PythonSQLUtils";

    /// <summary>How many rows it has. Runs a job.</summary>
    /// <exception cref="SparkException">The job failed.</exception>
    /// <exception cref="OperationCanceledException">The job was cancelled by the token.</exception>
    public long Count(CancellationToken cancellationToken = default) =>
        _session.SparkContext.Run(() => _dataset.Call<long>("count"), cancellationToken);

    /// <summary>True when it has no row. Runs a job.</summary>
    /// <exception cref="SparkException">The job failed.</exception>
    public bool IsEmpty() => _dataset.Call<bool>("isEmpty");

    /// <summary>All rows, in order if it has one. Runs a job; the rows travel as Arrow and must fit into memory.</summary>
    /// <exception cref="SparkException">The job failed.</exception>
    /// <exception cref="OperationCanceledException">The job was cancelled by the token.</exception>
    /// <exception cref="NotSupportedException">A column's type has no counterpart here; the message says what to select instead.</exception>
    public IReadOnlyList<Row> Collect(CancellationToken cancellationToken = default)
    {
        StructType schema = Schema();
        ArrowRows.Check(schema);
        return [.. CollectBatches(cancellationToken).SelectMany(batch => ArrowRows.Of(batch, schema))];
    }

    /// <summary>All rows as Arrow batches, in order if it has one. Runs a job; the rows must fit into memory.</summary>
    /// <exception cref="SparkException">The job failed.</exception>
    /// <exception cref="OperationCanceledException">The job was cancelled by the token.</exception>
    /// <exception cref="ArrowFormatException">A column has a type that this Arrow library does not read.</exception>
    public IReadOnlyList<RecordBatch> CollectBatches(CancellationToken cancellationToken = default) =>
        _session.SparkContext.Run(() => ArrowCollector.Collect(_dataset), cancellationToken);

    /// <summary>The first rows. Runs a job.</summary>
    public IReadOnlyList<Row> Take(int n) => Limit(n).Collect();

    /// <summary>The same as <see cref="Take"/>.</summary>
    public IReadOnlyList<Row> Head(int n) => Take(n);

    /// <summary>The first row, or null when there is none. Runs a job.</summary>
    public Row? First() => Take(1) is [Row first, ..] ? first : null;

    /// <summary>Writes the first rows to the console as a table. Runs a job.</summary>
    /// <param name="numRows">How many rows.</param>
    /// <param name="truncate">How many letters a value shows at most; 0: all.</param>
    /// <param name="vertical">True for a line a value.</param>
    public void Show(int numRows = 20, int truncate = 20, bool vertical = false) => Console.WriteLine(ShowString(numRows, truncate, vertical));

    /// <summary>What <see cref="Show"/> writes.</summary>
    public string ShowString(int numRows = 20, int truncate = 20, bool vertical = false) =>
        _dataset.Call<string>("showString", numRows, truncate, vertical);

    /// <summary>Writes the columns with their types to the console.</summary>
    public void PrintSchema()
    {
        using JavaObject schema = _dataset.Call<JavaObject>("schema");
        Console.WriteLine(schema.Call<string>("treeString", int.MaxValue));
    }

    /// <summary>Writes how Spark would compute it to the console.</summary>
    /// <param name="extended">True to show the plans that led there as well.</param>
    public void Explain(bool extended = false) => Explain(extended ? "extended" : "simple");

    /// <summary>Writes how Spark would compute it to the console.</summary>
    /// <param name="mode"><c>simple</c>, <c>extended</c>, <c>codegen</c>, <c>cost</c> or <c>formatted</c>.</param>
    public void Explain(string mode) => Console.WriteLine(ExplainString(mode));

    /// <summary>What <see cref="Explain(string)"/> writes.</summary>
    public string ExplainString(string mode = "simple")
    {
        using JavaObject execution = _dataset.Call<JavaObject>("queryExecution");
        return _session.Gateway.CallStatic<string>(PythonSqlUtils, "explainString", execution, mode);
    }
}
