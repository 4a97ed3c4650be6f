using LoanDefault.IntegrationTests.Hadoop.Support;

namespace LoanDefault.IntegrationTests.Hadoop;

/// <summary>One cluster for all tests of this folder.</summary>
[SetUpFixture]
internal sealed class HdfsSetUp
{
    private static HadoopCluster? _cluster;

    public static HadoopCluster Cluster => _cluster ?? throw new InvalidOperationException("the cluster is not started");

    [OneTimeSetUp]
    public void Start() => _cluster = HadoopCluster.Start("hdfs");

    [OneTimeTearDown]
    public void Stop() => _cluster?.Dispose();
}
