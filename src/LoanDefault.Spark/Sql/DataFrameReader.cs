using System.Globalization;
using LoanDefault.Spark.Gateway;
using LoanDefault.Spark.Sql.Types;

namespace LoanDefault.Spark.Sql;

/// <summary>Reads files and tables. <see cref="SparkSession.Read"/> makes one.</summary>
public sealed class DataFrameReader
{
    private readonly SparkSession _session;
    private readonly JavaObject _reader;

    internal DataFrameReader(SparkSession session, JavaObject reader)
    {
        _session = session;
        _reader = reader;
    }

    /// <summary>Names the format for <see cref="Load(string[])"/>, for example <c>parquet</c> or <c>delta</c>.</summary>
    public DataFrameReader Format(string source) => Change("format", source);

    /// <summary>Says what columns the files have, so that Spark need not find out.</summary>
    public DataFrameReader Schema(StructType schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        using JavaObject type = _session.ToJava(schema);
        return Change("schema", type);
    }

    /// <summary>Says what columns the files have, as SQL declares them: <c>id bigint, name string</c>.</summary>
    public DataFrameReader Schema(string ddl) => Change("schema", ddl);

    /// <summary>Sets an option of the format, for example <c>header</c> for CSV.</summary>
    public DataFrameReader Option(string key, string value) => Change("option", key, value);

    /// <summary>Sets an option of the format.</summary>
    public DataFrameReader Option(string key, bool value) => Option(key, value ? "true" : "false");

    /// <summary>Sets an option of the format.</summary>
    public DataFrameReader Option(string key, long value) => Option(key, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Sets an option of the format.</summary>
    public DataFrameReader Option(string key, double value) => Option(key, value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>Sets options of the format.</summary>
    public DataFrameReader Options(IEnumerable<KeyValuePair<string, string>> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        foreach ((string key, string value) in options)
            Option(key, value);
        return this;
    }

    /// <summary>Reads what <see cref="Format"/> and the options name, from the given paths if there are any.</summary>
    /// <exception cref="SparkException">A path does not exist, or the format is unknown or does not fit the files.</exception>
    public DataFrame Load(params string[] paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return paths.Length == 1 ? _session.Wrap(_reader.Call<JavaObject>("load", paths[0])) : Paths("load", paths);
    }

    /// <summary>Reads Parquet files, folders or globs.</summary>
    /// <exception cref="SparkException">A path does not exist or is no Parquet.</exception>
    public DataFrame Parquet(params string[] paths) => Paths("parquet", paths);

    /// <summary>Reads CSV files.</summary>
    /// <exception cref="SparkException">A path does not exist.</exception>
    public DataFrame Csv(params string[] paths) => Paths("csv", paths);

    /// <summary>Reads files of one JSON object a line.</summary>
    /// <exception cref="SparkException">A path does not exist.</exception>
    public DataFrame Json(params string[] paths) => Paths("json", paths);

    /// <summary>Reads ORC files.</summary>
    /// <exception cref="SparkException">A path does not exist or is no ORC.</exception>
    public DataFrame Orc(params string[] paths) => Paths("orc", paths);

    /// <summary>Reads text files: a row a line in a column <c>value</c>.</summary>
    /// <exception cref="SparkException">A path does not exist.</exception>
    public DataFrame Text(params string[] paths) => Paths("text", paths);

    /// <summary>A table of the catalog.</summary>
    /// <exception cref="SparkException">There is no such table.</exception>
    public DataFrame Table(string tableName) => _session.Wrap(_reader.Call<JavaObject>("table", tableName));

    private DataFrame Paths(string method, string[] paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        using JavaObject array = _session.Gateway.NewArray(JavaClasses.String, paths);
        return _session.Wrap(_reader.Call<JavaObject>(method, array));
    }

    private DataFrameReader Change(string method, params ReadOnlySpan<object?> arguments)
    {
        _reader.Call(method, arguments);
        return this;
    }
}
