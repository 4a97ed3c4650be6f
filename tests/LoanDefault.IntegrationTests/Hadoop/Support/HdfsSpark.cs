using LoanDefault.Core.Models;
using LoanDefault.Core.Pipeline;
using LoanDefault.IntegrationTests.Cli.Support;
using LoanDefault.IntegrationTests.Support;
using LoanDefault.Spark.Hadoop;
using LoanDefault.Spark.Scoring;
using LoanDefault.Spark.Testing;
using LoanDefault.Tables.Runs;
using Serilog.Core;

namespace LoanDefault.IntegrationTests.Hadoop.Support;

/// <summary>A Spark on this machine that reads and writes the cluster's HDFS as an ordinary user.</summary>
internal sealed class HdfsSpark : IDisposable
{
    private const string User = "scorer";

    private readonly LocalSpark _local;
    private readonly string _home;

    public HdfsSpark(HadoopCluster cluster, string version)
    {
        _home = $"{cluster.FileSystem}/user/{User}";
        _local = LocalSpark.Start(new LocalSparkOptions
        {
            SparkHome = Archives.Unpack($"spark-{version}"),
            Settings = new Dictionary<string, string>(cluster.ClientSettings.Select(s => KeyValuePair.Create($"spark.hadoop.{s.Key}", s.Value)))
            {
                ["spark.loandefault.worker"] = Path.Combine(AppContext.BaseDirectory, "loandefault-worker"),
                ["spark.driver.extraJavaOptions"] = $"-DHADOOP_USER_NAME={User}",
                // Closing a file asks again after 400 ms by default when the DataNode has not reported the block yet.
                ["spark.hadoop.dfs.client.block.write.locateFollowingBlock.initial.delay.ms"] = "20",
            },
        });
    }

    /// <summary>The model that runs use.</summary>
    public static ModelPackage Model { get; } = ModelPackage.Load(Loans.Model, null);

    public LoanDefault.Spark.Sql.SparkSession Session => _local.Session;

    /// <summary>A folder's URI that no other test has; the folder is not there.</summary>
    public string NewFolder() => $"{_home}/{Guid.NewGuid():N}";

    /// <summary>A store.</summary>
    public HadoopFileStore Store(string folder) => new(HadoopFiles.Open(Session, folder, "--output"));

    /// <summary>Scores and publishes.</summary>
    /// <param name="input">Where the applications are.</param>
    /// <param name="output">Where the tables go.</param>
    /// <param name="supersede">Whether another run is replaced.</param>
    /// <param name="progress">Hears of phases.</param>
    public RunSummary Score(string input, string output, bool supersede = false, IRunProgress? progress = null)
    {
        ScoringRequest request = Request(input, output) with { Supersede = supersede };
        return new SparkScoringRun(Session, request, TimeProvider.System, Logger.None).Run(progress ?? NoProgress.Instance, CancellationToken.None);
    }

    /// <summary>What a run is asked for.</summary>
    public static ScoringRequest Request(string input, string output) => new()
    {
        Input = input,
        Output = output,
        Model = Model,
        BusinessDate = new DateOnly(2026, 1, 31),
    };

    public void Dispose() => _local.Dispose();
}
