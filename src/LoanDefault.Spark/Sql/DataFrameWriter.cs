using System.Globalization;
using LoanDefault.Spark.Gateway;

namespace LoanDefault.Spark.Sql;

/// <summary>Writes a data frame. <see cref="DataFrame.Write"/> makes one.</summary>
/// <remarks>
/// Each writing method takes a cancellation token: cancelling it ends the job in Spark and the call with an
/// <see cref="OperationCanceledException"/>.
/// </remarks>
public sealed class DataFrameWriter
{
    private readonly SparkSession _session;
    private readonly JavaObject _writer;

    internal DataFrameWriter(SparkSession session, JavaObject writer)
    {
        _session = session;
        _writer = writer;
    }

    /// <summary>What happens when something is already there.</summary>
    public DataFrameWriter Mode(SaveMode saveMode) => Mode(saveMode.ToString());

    /// <summary>What happens when something is already there: <c>append</c>, <c>overwrite</c>, <c>ignore</c> or <c>error</c>.</summary>
    public DataFrameWriter Mode(string saveMode) => Change("mode", saveMode);

    /// <summary>Names the format for <see cref="Save(string, CancellationToken)"/>, for example <c>parquet</c> or <c>delta</c>.</summary>
    public DataFrameWriter Format(string source) => Change("format", source);

    /// <summary>Sets an option of the format, for example <c>compression</c>.</summary>
    public DataFrameWriter Option(string key, string value) => Change("option", key, value);

    /// <summary>Sets an option of the format.</summary>
    public DataFrameWriter Option(string key, bool value) => Option(key, value ? "true" : "false");

    /// <summary>Sets an option of the format.</summary>
    public DataFrameWriter Option(string key, long value) => Option(key, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Sets an option of the format.</summary>
    public DataFrameWriter Option(string key, double value) => Option(key, value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Sets options of the format.</summary>
    public DataFrameWriter Options(IEnumerable<KeyValuePair<string, string>> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        foreach ((string key, string value) in options)
            Option(key, value);
        return this;
    }

    /// <summary>Writes a folder for each value of these columns, which the files then leave out.</summary>
    public DataFrameWriter PartitionBy(params string[] columns)
    {
        using JavaObject names = _session.Gateway.NewArray(JavaClasses.String, columns);
        return Change("partitionBy", names);
    }

    /// <summary>Writes what <see cref="Format"/> and the options name.</summary>
    /// <exception cref="SparkException">A job failed, or something is already there.</exception>
    public void Save(CancellationToken cancellationToken = default) => Run("save", [], cancellationToken);

    /// <summary>Writes a folder in the format given.</summary>
    /// <exception cref="SparkException">A job failed, or something is already there.</exception>
    public void Save(string path, CancellationToken cancellationToken = default) => Run("save", [path], cancellationToken);

    /// <summary>Writes a folder of Parquet files.</summary>
    /// <exception cref="SparkException">A job failed, or something is already there.</exception>
    public void Parquet(string path, CancellationToken cancellationToken = default) => Run("parquet", [path], cancellationToken);

    /// <summary>Writes a folder of CSV files.</summary>
    /// <exception cref="SparkException">A job failed, or something is already there.</exception>
    public void Csv(string path, CancellationToken cancellationToken = default) => Run("csv", [path], cancellationToken);

    /// <summary>Writes a folder of files with one JSON object a line.</summary>
    /// <exception cref="SparkException">A job failed, or something is already there.</exception>
    public void Json(string path, CancellationToken cancellationToken = default) => Run("json", [path], cancellationToken);

    /// <summary>Writes a folder of ORC files.</summary>
    /// <exception cref="SparkException">A job failed, or something is already there.</exception>
    public void Orc(string path, CancellationToken cancellationToken = default) => Run("orc", [path], cancellationToken);

    /// <summary>Writes a folder of text files from the only column, a text.</summary>
    /// <exception cref="SparkException">A job failed, or something is already there.</exception>
    public void Text(string path, CancellationToken cancellationToken = default) => Run("text", [path], cancellationToken);

    /// <summary>Writes a table of the catalog.</summary>
    /// <exception cref="SparkException">A job failed, or the table exists.</exception>
    public void SaveAsTable(string tableName, CancellationToken cancellationToken = default) => Run("saveAsTable", [tableName], cancellationToken);

    /// <summary>Appends to a table of the catalog, columns by position.</summary>
    /// <exception cref="SparkException">A job failed, or the columns do not fit.</exception>
    public void InsertInto(string tableName, CancellationToken cancellationToken = default) => Run("insertInto", [tableName], cancellationToken);

    private void Run(string method, string[] arguments, CancellationToken cancellationToken) =>
        _session.SparkContext.Run(() => _writer.Gateway.Call(_writer, method, arguments), cancellationToken);

    private DataFrameWriter Change(string method, params ReadOnlySpan<object?> arguments)
    {
        _writer.Call(method, arguments);
        return this;
    }
}
