using LoanDefault.Spark.Functions;
using LoanDefault.Spark.Gateway;
using LoanDefault.Spark.Sql.Types;

namespace LoanDefault.Spark.Sql;

/// <summary>
/// A session of Apache Spark. Thread-safe; each thread that uses it is a thread of its own in Spark, with its own job group.
/// </summary>
public sealed partial class SparkSession : IDisposable
{
    private readonly SparkConnection _connection;
    private readonly JavaObject _session;
    private readonly string _version;

    internal SparkSession(SparkConnection connection, JavaObject session)
    {
        _connection = connection;
        _session = session;
        _version = session.Call<string>("version");
        SparkVersion = WorkerTag.Parse(WorkerTag.Of(_version));
        SparkContext = new SparkContext(this);
    }

    /// <summary>What runs the session's jobs.</summary>
    public SparkContext SparkContext { get; }

    /// <summary>Databases, tables and views by name.</summary>
    public Catalog Catalog => new(this, _session.Call<JavaObject>("catalog"));

    /// <summary>True when Spark started this process (<c>spark-submit</c>) and not this process Spark.</summary>
    public static bool IsSubmitted => GatewayAddress.FromEnvironment() is not null;

    internal JavaGateway Gateway => _connection.Gateway;

    internal JavaObject Reference => _session;

    internal Version SparkVersion { get; }

    /// <summary>Describes the session that is wanted.</summary>
    public static SparkSessionBuilder Builder() => new(SparkConnection.Default);

    /// <summary>Spark's version, for example <c>4.3.0</c>.</summary>
    public string Version() => _version;

    /// <summary>Reads files and tables.</summary>
    public DataFrameReader Read() => new(this, _session.Call<JavaObject>("read"));

    /// <summary>Runs a statement.</summary>
    /// <param name="sqlText">One statement of SQL.</param>
    /// <returns>Its rows; a query's are computed when they are asked for.</returns>
    /// <exception cref="SparkException">Spark does not understand the statement or cannot run it.</exception>
    public DataFrame Sql(string sqlText) => Wrap(_session.Call<JavaObject>("sql", sqlText));

    /// <summary>A table or view of the catalog.</summary>
    public DataFrame Table(string tableName) => Wrap(_session.Call<JavaObject>("table", tableName));

    /// <summary>Numbers from 0 to <paramref name="end"/>, itself left out, in a column <c>id</c>.</summary>
    public DataFrame Range(long end) => Wrap(_session.Call<JavaObject>("range", end));

    /// <summary>Numbers in a column <c>id</c>.</summary>
    /// <param name="start">The first number.</param>
    /// <param name="end">Where they end, itself left out.</param>
    /// <param name="step">The distance between two.</param>
    /// <param name="numPartitions">Into how many partitions they are cut.</param>
    public DataFrame Range(long start, long end, long step, int numPartitions) =>
        Wrap(_session.Call<JavaObject>("range", start, end, step, numPartitions));

    /// <summary>Settings of this session.</summary>
    public RuntimeConfig Conf() => new(_session.Call<JavaObject>("conf"));

    /// <summary>A session with its own settings and temporary views on the same Spark.</summary>
    public SparkSession NewSession() => new(_connection, _session.Call<JavaObject>("newSession"));

    /// <summary>Stops Spark: running jobs fail. A Spark that this process started ends.</summary>
    public void Stop()
    {
        try
        {
            if (!Gateway.IsLost)
                _session.Call("stop");
        }
        catch (GatewayException error) when (error.IsLost)
        {
            // It has ended by itself in the meantime.
        }
        _connection.Dispose();
    }

    /// <summary>The same as <see cref="Stop"/>.</summary>
    public void Dispose() => Stop();

    internal DataFrame Wrap(JavaObject dataset) => new(this, dataset);

    internal JavaObject ToJava(DataType type) => Gateway.CallStatic<JavaObject>(JavaClasses.DataType, "fromJson", type.Json);
}
