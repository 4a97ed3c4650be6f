using LoanDefault.IntegrationTests.Hadoop.Support;

namespace LoanDefault.IntegrationTests.Hadoop;

/// <summary>One cluster for all tests of this folder, and one Spark of each version that uses it.</summary>
[SetUpFixture]
internal sealed class HdfsSetUp
{
    private static readonly Dictionary<string, HdfsSpark> Sparks = [];

    private static HadoopCluster? _cluster;
    private static YarnJobs? _yarn;

    public static HadoopCluster Cluster => _cluster ?? throw new InvalidOperationException("the cluster is not started");

    /// <summary>The scoring job on YARN; prepared when it is first asked for.</summary>
    public static YarnJobs Yarn => _yarn ??= new YarnJobs(Cluster);

    /// <summary>The Spark of a version; started when it is first asked for.</summary>
    public static HdfsSpark Spark(string version)
    {
        if (!Sparks.TryGetValue(version, out HdfsSpark? spark))
            Sparks.Add(version, spark = new HdfsSpark(Cluster, version));
        return spark;
    }

    [OneTimeSetUp]
    public void Start() => _cluster = HadoopCluster.Start("all");

    [OneTimeTearDown]
    public void Stop()
    {
        foreach (HdfsSpark spark in Sparks.Values)
            spark.Dispose();
        _yarn?.Dispose();
        _cluster?.Dispose();
    }
}
