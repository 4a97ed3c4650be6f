using LoanDefault.Core.Errors;
using LoanDefault.Spark.Gateway;
using LoanDefault.Spark.Sql;

namespace LoanDefault.Spark.Testing;

/// <summary>
/// A Spark for tests: starts within seconds, keeps its files in a folder of its own and its output off the console, and is
/// gone when it is disposed, whatever it was doing. Start one per test class; several at a time do not disturb each other.
/// </summary>
/// <example>
/// <code>
/// private LocalSpark _spark;
///
/// [OneTimeSetUp]
/// public void StartSpark() => _spark = LocalSpark.Start();
///
/// [OneTimeTearDown]
/// public void StopSpark() => _spark.Dispose();
///
/// [Test]
/// public void Counts() => Assert.That(_spark.Session.Range(5).Count(), Is.EqualTo(5));
/// </code>
/// </example>
public sealed class LocalSpark : IDisposable
{
    private readonly SparkConnection _connection;

    private LocalSpark(SparkConnection connection, SparkSession session, string folder, string logFile)
    {
        _connection = connection;
        Session = session;
        Folder = folder;
        LogFile = logFile;
    }

    /// <summary>The session.</summary>
    public SparkSession Session { get; }

    /// <summary>A folder for this Spark's files and the tests' own; removed by <see cref="Dispose"/>.</summary>
    public string Folder { get; }

    /// <summary>What Spark has written, warnings and errors included.</summary>
    public string LogFile { get; }

    /// <summary>Starts Spark and waits until it can run jobs, at most two minutes.</summary>
    /// <exception cref="WrongUseException">There is no Spark, or it or its Java is of a version that is not supported.</exception>
    /// <exception cref="GatewayException">Spark does not start; the message holds its last words.</exception>
    public static LocalSpark Start(LocalSparkOptions? options = null)
    {
        options ??= new LocalSparkOptions();
        string folder = Directory.CreateTempSubdirectory("loandefault-spark-").FullName;
        string logFile = options.LogFile ?? Path.Combine(folder, "spark.log");
        SparkConnection? connection = null;
        try
        {
            Dictionary<string, string> settings = Settings(options, folder);
            connection = SparkConnection.Start(options.SparkHome, settings, logFile);
            SparkConnection started = connection;
            var builder = new SparkSessionBuilder(_ => started);
            foreach ((string key, string value) in settings)
                builder.Config(key, value);
            return new LocalSpark(connection, builder.GetOrCreate(), folder, logFile);
        }
        catch (LoanDefaultException error)
        {
            connection?.Dispose();
            // Spark's last words are in the log, and the message names it.
            if (error is not GatewayException)
                Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    /// <summary>Ends Spark: by itself, or after twenty seconds by force. A call that still waits throws.</summary>
    public void Dispose()
    {
        _connection.Dispose();
        if (Directory.Exists(Folder))
            Directory.Delete(Folder, recursive: true);
    }

    private static Dictionary<string, string> Settings(LocalSparkOptions options, string folder)
    {
        var settings = new Dictionary<string, string>
        {
            ["spark.app.name"] = "local tests",
            ["spark.master"] = options.Master,
            ["spark.driver.memory"] = options.DriverMemory,
            // Nothing listens beyond this machine, and no name of it need be known.
            ["spark.driver.host"] = "127.0.0.1",
            ["spark.driver.bindAddress"] = "127.0.0.1",
            ["spark.ui.enabled"] = "false",
            ["spark.ui.showConsoleProgress"] = "false",
            ["spark.local.dir"] = folder,
            ["spark.sql.warehouse.dir"] = Path.Combine(folder, "warehouse"),
            // Spark's default of 200 is for clusters; a test's rows fit into two.
            ["spark.sql.shuffle.partitions"] = "2",
        };
        foreach ((string key, string value) in options.Settings)
            settings[key] = value;
        return settings;
    }
}
