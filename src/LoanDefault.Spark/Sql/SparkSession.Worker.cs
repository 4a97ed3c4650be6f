using LoanDefault.Core.Errors;
using LoanDefault.Spark.Gateway;

namespace LoanDefault.Spark.Sql;

public sealed partial class SparkSession
{
    internal const string WorkerSetting = "spark.loandefault.worker";
    private const string PythonSetting = "spark.pyspark.python";
    private const string WorkerVariable = "LOANDEFAULT_WORKER";
    private const string WorkerName = "loandefault-worker";

    private string? _workerExecutable;
    private KeyValuePair<string, string>[]? _workerEnvironment;

    /// <summary>The program that executors start for functions: a path on the executors, or a name on their PATH.</summary>
    internal string WorkerExecutable => _workerExecutable ??= FindWorker();

    /// <summary>The variables that Spark sets for the worker; a local Spark does not do it by itself.</summary>
    internal IReadOnlyList<KeyValuePair<string, string>> WorkerEnvironment() => _workerEnvironment ??= ReadWorkerEnvironment();

    private string FindWorker()
    {
        RuntimeConfig conf = Conf();
        if ((conf.Get(WorkerSetting, null) ?? conf.Get(PythonSetting, null) ?? Environment.GetEnvironmentVariable(WorkerVariable)) is { Length: > 0 } named)
            return named;
        string beside = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "worker", WorkerName));
        return File.Exists(beside)
            ? beside
            : throw new WrongUseException($"{beside} does not exist: publish the worker there, or name it by the Spark setting {WorkerSetting} or the variable {WorkerVariable}");
    }

    private KeyValuePair<string, string>[] ReadWorkerEnvironment()
    {
        using JavaObject conf = SparkContext.Reference.Call<JavaObject>("getConf");
        using JavaObject variables = conf.Call<JavaObject>("getExecutorEnv");
        var entries = new KeyValuePair<string, string>[variables.Call<int>("size")];
        for (int index = 0; index < entries.Length; index++)
        {
            using JavaObject entry = variables.Call<JavaObject>("apply", index);
            entries[index] = new(entry.Call<string>("_1"), entry.Call<string>("_2"));
        }
        return entries;
    }
}
