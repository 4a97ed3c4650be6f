using LoanDefault.Spark.Gateway;
using LoanDefault.Spark.Sql.Types;

namespace LoanDefault.Spark.Sql;

/// <summary>
/// Rows with named, typed columns: a plan that Spark carries out when its rows are asked for. Methods that return a data
/// frame start no job.
/// </summary>
public sealed partial class DataFrame
{
    private readonly SparkSession _session;
    private readonly JavaObject _dataset;

    internal DataFrame(SparkSession session, JavaObject dataset)
    {
        _session = session;
        _dataset = dataset;
    }

    /// <summary>The session that it belongs to.</summary>
    public SparkSession SparkSession => _session;

    internal JavaObject Reference => _dataset;

    /// <summary>See <see cref="Col"/>.</summary>
    public Column this[string columnName] => Col(columnName);

    /// <summary>A column of this data frame, which keeps it apart from another's of the same name in a join.</summary>
    /// <exception cref="SparkException">There is no such column, or more than one.</exception>
    public Column Col(string columnName)
    {
        ArgumentNullException.ThrowIfNull(columnName);
        JavaObject column = _dataset.Call<JavaObject>("col", columnName);
        return new Column(columnName, session => ReferenceEquals(session.Gateway, _session.Gateway)
            ? column
            : throw new ArgumentException($"column '{columnName}' belongs to a data frame of another Spark", nameof(columnName)));
    }

    /// <summary>Its columns with their types.</summary>
    public StructType Schema()
    {
        using JavaObject schema = _dataset.Call<JavaObject>("schema");
        return StructType.FromJson(schema.Call<string>("json"));
    }

    /// <summary>The names of its columns in order.</summary>
    public IReadOnlyList<string> Columns() => [.. Schema().Fields.Select(column => column.Name)];

    /// <summary>Writes it.</summary>
    public DataFrameWriter Write() => new(_session, _dataset.Call<JavaObject>("write"));

    /// <summary>Gives it a name for statements of this session; an earlier one of that name is forgotten.</summary>
    public void CreateOrReplaceTempView(string viewName) => _dataset.Call("createOrReplaceTempView", viewName);

    /// <summary>Gives it a name for statements of this session.</summary>
    /// <exception cref="SparkException">The name is taken.</exception>
    public void CreateTempView(string viewName) => _dataset.Call("createTempView", viewName);

    /// <summary>Keeps its rows, in memory and on disk, once they have been computed.</summary>
    public DataFrame Cache() => Persist(StorageLevel.MemoryAndDisk);

    /// <summary>Keeps its rows once they have been computed.</summary>
    public DataFrame Persist(StorageLevel level)
    {
        using JavaObject stored = _session.Gateway.CallStatic<JavaObject>(JavaClasses.StorageLevel, "fromString", level.ToJavaName());
        return Derive("persist", stored);
    }

    /// <summary>Forgets the rows that <see cref="Cache"/> kept.</summary>
    /// <param name="blocking">True to wait until they are gone.</param>
    public DataFrame Unpersist(bool blocking = false) => Derive("unpersist", blocking);

    private DataFrame Derive(string method, params ReadOnlySpan<object?> arguments) =>
        _session.Wrap(_dataset.Call<JavaObject>(method, arguments));

    private JavaObject Seq(Column[] columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return _session.Gateway.NewSeq([.. columns.Select(column => column.Resolve(_session))]);
    }

    private DataFrame DeriveFrom(string method, Column[] columns)
    {
        using JavaObject seq = Seq(columns);
        return Derive(method, seq);
    }
}
