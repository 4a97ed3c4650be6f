using LoanDefault.Core.Errors;

namespace LoanDefault.Spark.Gateway;

/// <summary>The gateway that a session uses and, when this process started Spark, Spark itself.</summary>
internal sealed class SparkConnection : IDisposable
{
    private static readonly Lock DefaultLock = new();
    private static SparkConnection? _default;

    // Spark's JVM reads these when it starts; other settings reach a session that is created later as well.
    private static readonly string[] LaunchSettings =
        ["spark.master", "spark.app.name", "spark.submit.", "spark.driver.", "spark.jars", "spark.files", "spark.local.dir", "spark.archives", "spark.yarn.", "spark.kubernetes."];

    private SparkProcess? _process;

    private SparkConnection(JavaGateway gateway, SparkProcess? process)
    {
        Gateway = gateway;
        _process = process;
    }

    /// <summary>Calls Java.</summary>
    public JavaGateway Gateway { get; }

    /// <summary>The gateway of the Spark that started this process; otherwise one Spark that this process starts, once.</summary>
    /// <param name="settings">What a Spark that must be started is started with.</param>
    public static SparkConnection Default(IReadOnlyDictionary<string, string> settings)
    {
        lock (DefaultLock)
        {
            if (_default is { Gateway.IsLost: false })
                return _default;
            return _default = GatewayAddress.FromEnvironment() is { } address
                ? new SparkConnection(JavaGateway.Connect(address), process: null)
                : Start(home: null, settings);
        }
    }

    /// <summary>Starts a Spark that nobody else uses.</summary>
    /// <param name="home">Spark's folder; null: the one that SPARK_HOME names.</param>
    /// <param name="settings">Settings, of which those count here that Spark's JVM reads when it starts.</param>
    /// <param name="logFile">Where Spark's output goes; null: where this process's own goes.</param>
    /// <exception cref="WrongUseException">There is no Spark, or it or its Java is of a version that is not supported.</exception>
    /// <exception cref="GatewayException">Spark does not start.</exception>
    public static SparkConnection Start(string? home, IReadOnlyDictionary<string, string> settings, string? logFile = null)
    {
        SparkProcess process = SparkProcess.Start(SparkInstallation.Find(home).Home, settings.Where(setting => IsForLaunch(setting.Key)), logFile);
        try
        {
            return new SparkConnection(JavaGateway.Connect(process.Address), process);
        }
        catch (GatewayException)
        {
            process.Dispose();
            throw;
        }
    }

    /// <summary>Ends the Spark that this process started; one that started this process goes on.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _process, null) is not { } process)
            return;
        Gateway.Dispose();
        process.Dispose();
    }

    private static bool IsForLaunch(string setting) => LaunchSettings.Any(prefix => setting.StartsWith(prefix, StringComparison.Ordinal));
}
