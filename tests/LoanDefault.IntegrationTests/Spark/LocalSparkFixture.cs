using LoanDefault.IntegrationTests.Support;
using LoanDefault.Spark.Sql;
using LoanDefault.Spark.Testing;

namespace LoanDefault.IntegrationTests.Spark;

/// <summary>Tests that run once on each Spark that is supported from end to end; one Spark per class and version.</summary>
/// <param name="version">The Spark to start.</param>
internal abstract class LocalSparkFixture(string version)
{
    /// <summary>The oldest and the newest that are supported.</summary>
    public const string Oldest = "3.5.9";
    public const string Newest = "4.3.0";

    private LocalSpark? _local;

    protected string Version { get; } = version;

    protected LocalSpark Local => _local!;

    protected SparkSession Spark => Local.Session;

    /// <summary>What a class of tests sets beyond what all do.</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>();

    [OneTimeSetUp]
    public void StartSpark() => _local = LocalSpark.Start(new LocalSparkOptions
    {
        SparkHome = Archives.Unpack($"spark-{Version}"),
        Settings = new Dictionary<string, string>(Settings)
        {
            // The worker beside the tests, so that it finds the tests' functions in its own folder.
            ["spark.loandefault.worker"] = Path.Combine(AppContext.BaseDirectory, "loandefault-worker"),
            ["spark.sql.session.timeZone"] = "UTC",
        },
    });

    [OneTimeTearDown]
    public void StopSpark() => _local?.Dispose();

    protected string PathOf(string name) => Path.Combine(Local.Folder, name);
}
