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

    /// <summary>Its columns with their types.</summary>
    public StructType Schema()
    {
        using JavaObject schema = _dataset.Call<JavaObject>("schema");
        return StructType.FromJson(schema.Call<string>("json"));
    }

    /// <summary>The names of its columns in order.</summary>
    public IReadOnlyList<string> Columns() => [.. Schema().Fields.Select(column => column.Name)];

    /// <summary>How many rows it has. Runs a job.</summary>
    /// <exception cref="SparkException">The job failed.</exception>
    /// <exception cref="OperationCanceledException">The job was cancelled by the token.</exception>
    public long Count(CancellationToken cancellationToken = default) =>
        _session.SparkContext.Run(() => _dataset.Call<long>("count"), cancellationToken);

    /// <summary>Writes it.</summary>
    public DataFrameWriter Write() => new(_session, _dataset.Call<JavaObject>("write"));

    private DataFrame Derive(string method, params ReadOnlySpan<object?> arguments) =>
        _session.Wrap(_dataset.Call<JavaObject>(method, arguments));
}
