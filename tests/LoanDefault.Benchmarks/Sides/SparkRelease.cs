using System.Diagnostics;
using System.Text.Json;

namespace LoanDefault.Benchmarks.Sides;

/// <summary>One release of Spark with PySpark's files for it, and how either side starts on it.</summary>
/// <param name="Version">For example <c>4.3.0</c>.</param>
/// <param name="Distributions">The folder that holds <c>spark-VERSION</c> and <c>pyspark-peer</c>.</param>
/// <param name="Published">The folder that holds the published program and worker.</param>
internal sealed record SparkRelease(string Version, string Distributions, string Published)
{
    /// <summary>The date that whole jobs score for.</summary>
    public const string BusinessDate = "2026-01-31";

    private const string Peers = "tests/LoanDefault.Benchmarks/Peers";
    private const string Python = "python3.11";

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["spark.master"] = "local[2]",
        ["spark.app.name"] = "benchmark",
        ["spark.driver.memory"] = "2g",
        ["spark.driver.host"] = "127.0.0.1",
        ["spark.driver.bindAddress"] = "127.0.0.1",
        ["spark.ui.enabled"] = "false",
        ["spark.ui.showConsoleProgress"] = "false",
    };

    /// <summary>Spark's folder.</summary>
    public string Home => Path.GetFullPath(Path.Combine(Distributions, $"spark-{Version}"));

    /// <summary>Our driver.</summary>
    public ProcessStartInfo OurHost(IReadOnlyDictionary<string, string> more)
    {
        var start = new ProcessStartInfo(Path.ChangeExtension(typeof(SparkRelease).Assembly.Location, null), ["spark-host", ToJson(more)]);
        start.Environment["SPARK_HOME"] = Home;
        start.Environment["LOANDEFAULT_WORKER"] = Path.GetFullPath(Path.Combine(Published, "worker/loandefault-worker"));
        start.Environment["SPARK_CONF_DIR"] = Path.GetFullPath("spark-conf/local");
        return start;
    }

    /// <summary>PySpark's driver.</summary>
    public ProcessStartInfo PeerHost(IReadOnlyDictionary<string, string> more)
    {
        var start = new ProcessStartInfo(Python, [Path.GetFullPath(Path.Combine(Peers, "host.py")), ToJson(more)]);
        SetPythonEnvironment(start);
        return start;
    }

    /// <summary>Our job, as an operator submits it.</summary>
    public ProcessStartInfo OurJob(string input, string model, string output)
    {
        var start = new ProcessStartInfo(
            Path.GetFullPath("jobs/nightly-scoring/submit-local.sh"),
            ["--input", input, "--model", model, "--output", output, "--business-date", BusinessDate]);
        start.Environment["SPARK_HOME"] = Home;
        start.Environment["SPARK_MASTER"] = Settings["spark.master"];
        start.Environment["LOANDEFAULT_BIN"] = Path.GetFullPath(Published);
        return start;
    }

    /// <summary>PySpark's job.</summary>
    public ProcessStartInfo PeerJob(string input, string model, string output)
    {
        var start = new ProcessStartInfo(
            Path.Combine(Home, "bin/spark-submit"),
            ["--master", Settings["spark.master"], Path.GetFullPath(Path.Combine(Peers, "full_job.py")), input, model, output, BusinessDate]);
        SetPythonEnvironment(start);
        return start;
    }

    private void SetPythonEnvironment(ProcessStartInfo start)
    {
        string peer = Path.GetFullPath(Path.Combine(Distributions, "pyspark-peer")), own = Path.Combine(peer, $"spark-{Version}");
        string py4j = Directory.GetFiles(own, "py4j-*-src.zip").Single();
        start.Environment["SPARK_HOME"] = Home;
        start.Environment["SPARK_CONF_DIR"] = Path.GetFullPath("spark-conf/local");
        start.Environment["PYSPARK_PYTHON"] = Python;
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        start.Environment["OMP_NUM_THREADS"] = "1";
        start.Environment["PYTHONPATH"] = string.Join(':', Path.Combine(peer, "site"), Path.Combine(own, "pyspark.zip"), py4j, Path.GetFullPath(Peers));
    }

    private static string ToJson(IReadOnlyDictionary<string, string> more) =>
        JsonSerializer.Serialize(Settings.Concat(more).GroupBy(s => s.Key).ToDictionary(s => s.Key, s => s.Last().Value));
}
