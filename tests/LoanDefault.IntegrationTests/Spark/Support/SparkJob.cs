using LoanDefault.IntegrationTests.Cli.Support;
using LoanDefault.IntegrationTests.Support;

namespace LoanDefault.IntegrationTests.Spark.Support;

/// <summary>The nightly job as an operator starts it: jobs/nightly-scoring/submit-local.sh on an unpacked Spark.</summary>
/// <param name="version">Spark's version.</param>
internal sealed class SparkJob(string version)
{
    private const string WorkerName = "loandefault-worker";

    private readonly string _home = Archives.Unpack($"spark-{version}");

    /// <summary>More variables for spark-submit.</summary>
    public Dictionary<string, string?> Environment { get; } = [];

    /// <summary>Starts a run.</summary>
    public ChildProcess Start(params string[] arguments)
    {
        var environment = new Dictionary<string, string?>(Environment)
        {
            ["SPARK_HOME"] = _home,
            ["SPARK_MASTER"] = "local[2]",
            ["SPARK_LOCAL_IP"] = "127.0.0.1",
            ["LOANDEFAULT_PROGRAM"] = LoanDefaultProgram.Path,
            ["LOANDEFAULT_WORKER"] = Worker,
        };
        return ChildProcess.Start(Repository.PathOf("jobs/nightly-scoring/submit-local.sh"), arguments, environment: environment);
    }

    /// <summary>Runs to the end.</summary>
    public ProcessResult Run(params string[] arguments)
    {
        using ChildProcess process = Start(arguments);
        return process.WaitForExit();
    }

    // Of the same build as the program: published beside it, or compiled beside the tests.
    private static string Worker =>
        Path.Combine(LoanDefaultProgram.Folder, "..", "worker", WorkerName) is var published && File.Exists(published)
            ? Path.GetFullPath(published)
            : Path.Combine(AppContext.BaseDirectory, WorkerName);
}
