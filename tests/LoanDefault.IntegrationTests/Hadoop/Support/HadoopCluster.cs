using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using LoanDefault.IntegrationTests.Cli.Support;
using LoanDefault.IntegrationTests.Support;

namespace LoanDefault.IntegrationTests.Hadoop.Support;

/// <summary>Apache Hadoop's daemons in one process of this machine, for as long as the tests that share it run.</summary>
internal sealed class HadoopCluster : IDisposable
{
    private const string Archive = "hadoop-minicluster-3.5.0";

    // Hadoop's client in this release is of the daemons' version.
    private const string Spark = "spark-4.3.0";
    private const string Ready = "READY";

    // The script takes this many ports in one block.
    private const int Ports = 14;
    private const int FirstPort = 20_000;
    private const int LastPort = 32_000;

    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(4);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromMinutes(1);

    // Whoever ends the tests, by force too, closes the pipe, and the cluster is stopped. A session of its own (setsid), so that
    // a signal to the tests' process group does not end the script first.
    private const string Script = "\"$1\" start \"$2\" \"$3\" && echo " + Ready + " || exit 1; cat > /dev/null; exec \"$1\" stop \"$2\"";

    private readonly TemporaryFolder _folder = new();
    private readonly Process _process;
    private readonly StringBuilder _errors = new();
    private HdfsFiles? _files;

    private HadoopCluster(string mode)
    {
        string spark = Archives.Unpack(Spark), cluster = Archives.Unpack(Archive);
        var start = new ProcessStartInfo("setsid", ["bash", "-c", Script, "bash", Path.Combine(Kit(cluster), "minicluster.sh"), _folder.Root, mode])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SPARK4"] = spark;
        start.Environment["MC_JARS"] = Path.Combine(cluster, Archive + ".jar");
        start.Environment["MC_PORT"] = $"{FreeBlock()}";
        _process = Process.Start(start)!;
        _process.ErrorDataReceived += (_, line) => AppendError(line.Data);
        _process.BeginErrorReadLine();
    }

    /// <summary>The client's settings: what HADOOP_CONF_DIR names.</summary>
    public string ConfigurationFolder => _folder.PathOf("conf");

    /// <summary>The file system, as <c>hdfs://HOST:PORT</c>.</summary>
    public string FileSystem => Setting("core-site.xml", "fs.defaultFS");

    /// <summary>The settings of HDFS that its clients should have.</summary>
    public IReadOnlyDictionary<string, string> ClientSettings => Properties("core-site.xml").Concat(Properties("hdfs-site.xml"))
        .Where(p => p.Name.StartsWith("dfs.", StringComparison.Ordinal) || p.Name.StartsWith("ipc.client.", StringComparison.Ordinal))
        .ToDictionary(p => p.Name, p => p.Value);

    /// <summary>What is in it.</summary>
    public HdfsFiles Files => _files ?? throw new InvalidOperationException("the cluster is not ready");

    /// <summary>How an application of YARN's ended: <c>SUCCEEDED</c>, <c>FAILED</c>, <c>KILLED</c>; else <c>UNDEFINED</c>.</summary>
    public string FinalStatus(string application)
    {
        using var client = new HttpClient();
        string answer = client.GetStringAsync(Application(application)).GetAwaiter().GetResult();
        return (string)JsonNode.Parse(answer)!["app"]!["finalStatus"]!;
    }

    /// <summary><c>yarn application -kill</c>.</summary>
    public void Kill(string application)
    {
        string home = Archives.Unpack(Spark);
        using ChildProcess kill = ChildProcess.Start(
            Path.Combine(home, "bin/spark-class"), ["org.apache.hadoop.yarn.client.cli.ApplicationCLI", "application", "-kill", application],
            environment: new Dictionary<string, string?> { ["SPARK_HOME"] = home, ["HADOOP_CONF_DIR"] = ConfigurationFolder });
        ProcessResult result = kill.WaitForExit();
        Assert.That(result.ExitCode, Is.Zero, result.Error);
    }

    /// <summary>Starts the daemons and waits until they serve.</summary>
    /// <param name="mode"><c>hdfs</c>, <c>yarn</c> or <c>all</c>.</param>
    public static HadoopCluster Start(string mode)
    {
        HadoopCluster? cluster = new(mode);
        try
        {
            cluster.WaitUntilReady();
            cluster._files = new HdfsFiles($"{cluster.ConfigurationFolder}:{cluster._folder.PathOf("server-conf")}:{Archives.Unpack(Spark)}/jars/*");
            HadoopCluster ready = cluster;
            cluster = null;
            return ready;
        }
        finally
        {
            cluster?.Dispose();
        }
    }

    public void Dispose()
    {
        _files?.Dispose();
        _process.StandardInput.Close();
        if (!_process.WaitForExit(StopTimeout))
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
        _folder.Dispose();
    }

    // The project's own settings for a cluster (spark-conf/hadoop), with what one machine needs in their place.
    private string Kit(string cluster)
    {
        string templates = Directory.CreateDirectory(_folder.PathOf("kit", "templates")).FullName;
        File.Copy(Path.Combine(cluster, "minicluster.sh"), _folder.PathOf("kit", "minicluster.sh"));
        foreach (string template in Directory.GetFiles(Path.Combine(cluster, "templates")))
        {
            string name = Path.GetFileNameWithoutExtension(template), target = Path.Combine(templates, Path.GetFileName(template));
            if (!name.EndsWith("-site.xml", StringComparison.Ordinal))
            {
                File.Copy(template, target);
                continue;
            }

            var merged = XDocument.Load(Repository.PathOf($"spark-conf/hadoop/{name}"));
            XElement[] replacing = [.. XDocument.Load(template).Root!.Elements("property")];
            HashSet<string> replaced = [.. replacing.Select(p => p.Element("name")!.Value)];
            merged.Root!.Elements("property").Where(p => replaced.Contains(p.Element("name")!.Value)).Remove();
            merged.Root.Add(replacing);
            merged.Save(target);
        }

        return _folder.PathOf("kit");
    }

    private void WaitUntilReady()
    {
        long started = Stopwatch.GetTimestamp();
        while (true)
        {
            Task<string?> line = _process.StandardOutput.ReadLineAsync();
            if (!line.Wait(StartTimeout - Stopwatch.GetElapsedTime(started)))
                Assert.Fail($"Hadoop was not ready within {StartTimeout.TotalMinutes:0} minutes:\n{LastWords()}");
            if (line.Result == Ready)
                return;
            if (line.Result is null)
                Assert.Fail($"Hadoop did not start:\n{LastWords()}");
        }
    }

    private Uri Application(string id) => new($"http://{Setting("yarn-site.xml", "yarn.resourcemanager.webapp.address")}/ws/v1/cluster/apps/{id}");

    private string LastWords()
    {
        string log = _folder.PathOf("server.log");
        IEnumerable<string> lines = File.Exists(log) ? File.ReadLines(log).TakeLast(20) : [];
        lock (_errors)
            return $"{_errors}{string.Join('\n', lines)}";
    }

    private string Setting(string file, string name) => Properties(file).Last(p => p.Name == name).Value;

    private IEnumerable<(string Name, string Value)> Properties(string file) => XDocument.Load(Path.Combine(ConfigurationFolder, file)).Root!
        .Elements("property").Select(p => (p.Element("name")!.Value, p.Element("value")!.Value));

    private void AppendError(string? line)
    {
        lock (_errors)
            _errors.AppendLine(line);
    }

    private static int FreeBlock()
    {
        for (int first = FirstPort + (Environment.ProcessId % 500 * 20); first < LastPort; first += Ports)
        {
            if (Enumerable.Range(first, Ports).All(IsFree))
                return first;
        }

        throw new InvalidOperationException($"no {Ports} free ports in a row between {FirstPort} and {LastPort}");
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port) { ExclusiveAddressUse = true };
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
