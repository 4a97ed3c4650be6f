using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LoanDefault.IntegrationTests.Cli.Support;
using LoanDefault.IntegrationTests.Kubernetes.Support;

namespace LoanDefault.IntegrationTests.Spark.Support;

/// <summary>
/// Spark's own master and one worker as processes of this machine: the commands and the settings of k8s/standalone, with this
/// machine's paths and free ports in their place.
/// </summary>
internal sealed partial class StandaloneCluster : IDisposable
{
    private const string Folder = "k8s/standalone";
    private const string Address = "127.0.0.1";

    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(3);

    private readonly string _home;
    private readonly string _folder;
    private readonly Dictionary<string, string> _ports = new[] { "7077", "8080", "7078", "8081" }.Zip(FreePorts(4)).ToDictionary();
    private readonly ChildProcess _master;
    private readonly ChildProcess _worker;

    /// <summary>Starts both.</summary>
    /// <param name="home">Spark's folder.</param>
    /// <param name="folder">For the settings, and for what the executors write.</param>
    public StandaloneCluster(string home, string folder)
    {
        (_home, _folder) = (home, folder);
        WriteSettings();
        _master = Start("spark-master.yml");
        _worker = Start("spark-worker.yml");
        WaitForWorker();
    }

    /// <summary>Submits a run by the command of the README.</summary>
    /// <param name="input">Where the applications are.</param>
    /// <param name="output">Where the tables go.</param>
    /// <param name="settings">More settings of Spark's.</param>
    public ProcessResult Submit(string input, string output, IEnumerable<KeyValuePair<string, string>> settings)
    {
        string readme = File.ReadAllText(Repository.PathOf($"{Folder}/README.md"));
        string command = Here(SubmitPattern().Match(readme).Groups[1].Value)
            .Replace("SPARK_SUBMIT_OPTIONS=\"", $"SPARK_SUBMIT_OPTIONS=\"{string.Concat(settings.Select(s => $"--conf {s.Key}={s.Value} "))}", StringComparison.Ordinal)
            .Replace("/data/applications/2026-01-31", input, StringComparison.Ordinal)
            .Replace("/data/tables", output, StringComparison.Ordinal);
        return Tools.Run("/bin/sh", ["-c", command], new Dictionary<string, string?>(Environment)
        {
            // They may lie elsewhere than in one folder.
            ["LOANDEFAULT_PROGRAM"] = LoanDefaultProgram.Path,
            ["LOANDEFAULT_WORKER"] = SparkJob.Worker,
        });
    }

    public void Dispose()
    {
        _worker?.Dispose();
        _master?.Dispose();
    }

    private Dictionary<string, string?> Environment => new()
    {
        ["POD_IP"] = Address,
        ["SPARK_HOME"] = _home,
        ["SPARK_CONF_DIR"] = Path.Combine(_folder, "conf"),
        ["SPARK_LOCAL_IP"] = Address,
        ["SPARK_LOCAL_DIRS"] = _folder,
    };

    // The Secret of the README's first step.
    private void WriteSettings()
    {
        string conf = Directory.CreateDirectory(Path.Combine(_folder, "conf")).FullName;
        File.Copy(Repository.PathOf("spark-conf/kubernetes/log4j2.properties"), Path.Combine(conf, "log4j2.properties"));
        string defaults = File.ReadAllText(Repository.PathOf($"{Folder}/spark-defaults.conf"));
        File.WriteAllText(Path.Combine(conf, "spark-defaults.conf"), $"{defaults}spark.authenticate.secret {Guid.NewGuid():N}\n");
    }

    private ChildProcess Start(string manifest)
    {
        JsonObject pod = Manifests.Pods(Manifests.Parse(File.ReadAllText(Repository.PathOf($"{Folder}/{manifest}"))).Single()).Single().Spec;
        JsonNode container = pod["containers"]!.AsArray().Single()!;
        string[] words = [.. container["command"]!.AsArray().Concat(container["args"]!.AsArray()).Select(w => Here($"{w}"))];
        return ChildProcess.Start(words[0], words[1..], environment: Environment);
    }

    private string Here(string text) => PortPattern().Replace(text, match => _ports[match.Value])
        .Replace("$(POD_IP)", Address, StringComparison.Ordinal)
        .Replace("//spark-master:", $"//{Address}:", StringComparison.Ordinal)
        .Replace("/opt/spark/work-dir", _folder, StringComparison.Ordinal)
        .Replace("/opt/spark/conf", Path.Combine(_folder, "conf"), StringComparison.Ordinal)
        .Replace("/opt/spark", _home, StringComparison.Ordinal)
        .Replace("/opt/loandefault/", Repository.Root + "/", StringComparison.Ordinal);

    private void WaitForWorker()
    {
        using var client = new HttpClient();
        bool isThere = SpinWait.SpinUntil(() => _master.HasExited || _worker.HasExited || Workers(client) == 1, StartTimeout);
        Assert.That(isThere && !_master.HasExited && !_worker.HasExited, _master.ErrorSoFar + _worker.ErrorSoFar);
    }

    private int Workers(HttpClient client)
    {
        Thread.Sleep(100);
        try
        {
            return (int)JsonNode.Parse(client.GetStringAsync(new Uri($"http://{Address}:{_ports["8080"]}/json/")).GetAwaiter().GetResult())!["aliveworkers"]!;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }

    private static string[] FreePorts(int count)
    {
        TcpListener[] listeners = [.. Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Loopback, 0))];
        foreach (TcpListener listener in listeners)
            listener.Start();
        string[] ports = [.. listeners.Select(l => $"{((IPEndPoint)l.LocalEndpoint).Port}")];
        foreach (TcpListener listener in listeners)
            listener.Dispose();
        return ports;
    }

    [GeneratedRegex(@"\b(707[78]|808[01])\b")]
    private static partial Regex PortPattern();

    [GeneratedRegex(@"```sh\n(\s*SPARK_HOME=[^`]*)```")]
    private static partial Regex SubmitPattern();
}
