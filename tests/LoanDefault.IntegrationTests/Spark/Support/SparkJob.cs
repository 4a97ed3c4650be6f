using LoanDefault.IntegrationTests.Cli.Support;
using LoanDefault.IntegrationTests.Support;

namespace LoanDefault.IntegrationTests.Spark.Support;

/// <summary>The nightly job as an operator starts it: jobs/nightly-scoring/submit-local.sh on an unpacked Spark.</summary>
/// <param name="version">Spark's version.</param>
internal sealed class SparkJob(string version)
{
    private const string WorkerName = "loandefault-worker";

    /// <summary>Spark's folder.</summary>
    public string Home { get; } = Archives.Unpack($"spark-{version}");

    /// <summary>The worker of the same build as the program: published beside it, or compiled beside the tests.</summary>
    public static string Worker =>
        Path.Combine(LoanDefaultProgram.Folder, "..", "worker", WorkerName) is var published && File.Exists(published)
            ? Path.GetFullPath(published)
            : Path.Combine(AppContext.BaseDirectory, WorkerName);

    /// <summary>The script that submits it, in <c>jobs/nightly-scoring</c>.</summary>
    public string Script { get; init; } = "submit-local.sh";

    /// <summary>More variables for spark-submit, or others; null takes one away.</summary>
    public Dictionary<string, string?> Environment { get; } = [];

    /// <summary>Settings of Spark's for spark-submit; no value has a space in it.</summary>
    public Dictionary<string, string> Settings { get; } = [];

    /// <summary>Starts a run.</summary>
    public ChildProcess Start(params string[] arguments)
    {
        var environment = new Dictionary<string, string?>
        {
            ["SPARK_HOME"] = Home,
            ["SPARK_MASTER"] = "local[2]",
            ["SPARK_LOCAL_IP"] = "127.0.0.1",
            ["SPARK_SUBMIT_OPTIONS"] = string.Join(' ', Settings.Select(setting => $"--conf {setting.Key}={setting.Value}")),
            ["LOANDEFAULT_PROGRAM"] = LoanDefaultProgram.Path,
            ["LOANDEFAULT_WORKER"] = Worker,
        };
        foreach ((string name, string? value) in Environment)
            environment[name] = value;
        return ChildProcess.Start(Repository.PathOf($"jobs/nightly-scoring/{Script}"), arguments, environment: environment);
    }

    /// <summary>Runs to the end.</summary>
    public ProcessResult Run(params string[] arguments)
    {
        using ChildProcess process = Start(arguments);
        return process.WaitForExit();
    }
}
