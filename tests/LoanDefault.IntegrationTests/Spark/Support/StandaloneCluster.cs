using System.Text.RegularExpressions;
using LoanDefault.IntegrationTests.Cli.Support;

namespace LoanDefault.IntegrationTests.Spark.Support;

/// <summary>Spark's own master and one worker as processes of this machine, on ports that are free.</summary>
internal sealed partial class StandaloneCluster : IDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(3);

    private readonly ChildProcess _master;
    private readonly ChildProcess _worker;

    /// <summary>Starts both.</summary>
    /// <param name="home">Spark's folder.</param>
    /// <param name="folder">For what the executors write.</param>
    public StandaloneCluster(string home, string folder)
    {
        _master = Start(home, folder, "master.Master");
        Master = Wait(_master, MasterPattern());
        _worker = Start(home, folder, "worker.Worker", "--cores", "2", "--memory", "1g", "--work-dir", folder, Master);
        Wait(_worker, WorkerPattern());
    }

    /// <summary>What spark-submit is told: <c>spark://127.0.0.1:PORT</c>.</summary>
    public string Master { get; }

    public void Dispose()
    {
        _worker.Dispose();
        _master.Dispose();
    }

    private static ChildProcess Start(string home, string folder, string role, params string[] arguments) => ChildProcess.Start(
        Path.Combine(home, "bin/spark-class"),
        [$"org.apache.spark.deploy.{role}", "--host", "127.0.0.1", "--port", "0", "--webui-port", "0", .. arguments],
        environment: new Dictionary<string, string?>
        {
            ["SPARK_HOME"] = home,
            ["SPARK_LOCAL_IP"] = "127.0.0.1",
            ["SPARK_LOCAL_DIRS"] = folder,
        });

    private static string Wait(ChildProcess process, Regex sign)
    {
        Match? match = null;
        bool isThere = SpinWait.SpinUntil(() => process.HasExited || (match = sign.Match(process.ErrorSoFar)).Success, StartTimeout);
        Assert.That(isThere && match is { Success: true }, process.ErrorSoFar);
        return match!.Groups[1].Value;
    }

    [GeneratedRegex(@"Starting Spark master at (spark://\S+)")]
    private static partial Regex MasterPattern();

    [GeneratedRegex(@"(Successfully registered with master)")]
    private static partial Regex WorkerPattern();
}
