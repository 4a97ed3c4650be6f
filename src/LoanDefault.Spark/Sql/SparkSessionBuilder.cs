using System.Globalization;
using LoanDefault.Core.Errors;
using LoanDefault.Spark.Gateway;

namespace LoanDefault.Spark.Sql;

/// <summary>Collects the settings of a session. <see cref="SparkSession.Builder"/> makes one.</summary>
public sealed class SparkSessionBuilder
{
    // Spark 4 keeps the files of sessions apart and then brings executors none that the application itself was given: neither
    // AddFile's nor spark-submit's. Off, as in 3.5, all sessions also share the workers.
    private const string FilesPerSession = "spark.sql.artifact.isolation.enabled";

    private readonly Dictionary<string, string> _settings = new() { [FilesPerSession] = "false" };
    private readonly Func<IReadOnlyDictionary<string, string>, SparkConnection> _connect;

    internal SparkSessionBuilder(Func<IReadOnlyDictionary<string, string>, SparkConnection> connect)
    {
        _connect = connect;
    }

    /// <summary>The name that Spark shows for the application.</summary>
    public SparkSessionBuilder AppName(string appName) => Config("spark.app.name", appName);

    /// <summary>Where to run, for example <c>local[2]</c>. Leave it out under <c>spark-submit</c>, which knows.</summary>
    public SparkSessionBuilder Master(string master) => Config("spark.master", master);

    /// <summary>A setting of Spark.</summary>
    public SparkSessionBuilder Config(string key, string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(value);
        _settings[key] = value;
        return this;
    }

    /// <summary>A setting of Spark.</summary>
    public SparkSessionBuilder Config(string key, bool value) => Config(key, value ? "true" : "false");

    /// <summary>A setting of Spark.</summary>
    public SparkSessionBuilder Config(string key, long value) => Config(key, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A setting of Spark.</summary>
    public SparkSessionBuilder Config(string key, double value) => Config(key, value.ToString("R", CultureInfo.InvariantCulture));

    /// <summary>
    /// The session: that of the Spark which started this process (<c>spark-submit</c>), or of one that is started from
    /// SPARK_HOME and ends with this process. Settings that belong to a running Spark's start have no effect on it.
    /// </summary>
    /// <exception cref="WrongUseException">There is no Spark, or one of a version that is not supported.</exception>
    /// <exception cref="GatewayException">Spark does not start.</exception>
    /// <exception cref="SparkException">Spark refuses a setting.</exception>
    public SparkSession GetOrCreate()
    {
        SparkConnection connection = _connect(_settings);
        using JavaObject builder = connection.Gateway.CallStatic<JavaObject>(JavaClasses.SparkSession, "builder");
        foreach ((string key, string value) in _settings)
            builder.Call("config", key, value);
        return new SparkSession(connection, builder.Call<JavaObject>("getOrCreate"));
    }
}
