using System.Text.Json.Nodes;
using LoanDefault.IntegrationTests.Cli.Support;
using LoanDefault.IntegrationTests.Support;

namespace LoanDefault.IntegrationTests.Kubernetes.Support;

/// <summary>
/// A cluster whose pods are processes of this machine. Its folder lies in the repository, because a pod has an own /tmp.
/// </summary>
internal abstract class Cluster : IDisposable
{
    public const string Namespace = "loandefault";

    private readonly List<ChildProcess> _processes = [];

    protected Cluster(string name)
    {
        Folder = Repository.PathOf($"artifacts/kubernetes/{name}-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Folder);
    }

    /// <summary>What is kept of the cluster while it runs.</summary>
    public string Folder { get; }

    /// <summary>Calls kubectl as an administrator; a script, so that scripts of the project can be given it too.</summary>
    public string Kubectl => Path.Combine(Folder, "kubectl");

    /// <summary>The shared volume: what pods see as /data.</summary>
    public string Data => Path.Combine(RunnerFolder, "pvc", Namespace, "loandefault-data");

    /// <summary>Where pods' processes keep their files.</summary>
    protected abstract string RunnerFolder { get; }

    /// <summary>The value of SPARK_MASTER in pods: this cluster's API is not where a real one's is.</summary>
    protected abstract string SparkMaster { get; }

    public virtual void Dispose()
    {
        foreach (ChildProcess process in _processes)
            process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Runs kubectl; it must succeed.</summary>
    public string Call(params string[] arguments)
    {
        ProcessResult result = Tools.Run(Kubectl, arguments);
        Assert.That(result.ExitCode, Is.Zero, $"kubectl {string.Join(' ', arguments)}: {result.Error}");
        return result.Out;
    }

    public JsonObject Get(params string[] arguments) => JsonNode.Parse(Call(["get", "-n", Namespace, .. arguments, "-o", "json"]))!.AsObject();

    /// <summary>Applies the overlay for one machine, as an operator does, and the secret that he makes.</summary>
    /// <param name="patches">More JSON patches of the CronJob, as flow-style YAML lines.</param>
    public void ApplyLocalOverlay(params string[] patches)
    {
        string folder = Directory.CreateDirectory(Path.Combine(Folder, "overlay")).FullName;
        string[] all = ["{op: add, path: /spec/jobTemplate/spec/template/spec/containers/0/env/-, value: {name: SPARK_MASTER, value: '" + SparkMaster + "'}}", .. patches];
        File.WriteAllText(Path.Combine(folder, "kustomization.yaml"),
            $$"""
            apiVersion: kustomize.config.k8s.io/v1beta1
            kind: Kustomization
            resources: [{{Path.GetRelativePath(folder, Repository.PathOf("k8s/overlays/local"))}}]
            patches:
              - target: {kind: CronJob}
                patch: |
            {{string.Join('\n', all.Select(p => "      - " + p))}}
            """);
        string manifest = Path.Combine(folder, "all.yaml");
        File.WriteAllText(manifest, Tools.Kustomize(folder));
        Call("apply", "-f", manifest);
        string secret = Path.Combine(folder, "secret");
        File.WriteAllText(secret, Convert.ToHexString(Guid.NewGuid().ToByteArray()));
        File.WriteAllText(secret + ".json", Call("create", "secret", "generic", "loandefault-spark-auth", "-n", Namespace, "--from-file=secret=" + secret, "--dry-run=client", "-o", "json"));
        Call("apply", "-f", secret + ".json");
        Directory.CreateDirectory(Data);
    }

    /// <summary>Starts a job from the CronJob, as 'kubectl create job' does.</summary>
    /// <param name="name">The job's name.</param>
    /// <param name="change">Changes the job before it is created.</param>
    public void CreateJob(string name, Action<JsonObject>? change = null)
    {
        JsonObject job = JsonNode.Parse(Call("create", "job", "-n", Namespace, name, "--from=cronjob/nightly-scoring", "--dry-run=client", "-o", "json"))!.AsObject();
        change?.Invoke(job);
        string file = Path.Combine(Folder, name + ".json");
        File.WriteAllText(file, job.ToJsonString());
        Call("create", "-f", file);
    }

    /// <summary>Waits until a job has ended.</summary>
    /// <returns>The condition that says how: Complete or Failed.</returns>
    public JsonObject WaitForJob(string name) => Waiting.ForCluster($"job {name}", () =>
        Get("job", name)["status"]?["conditions"]?.AsArray().OfType<JsonObject>()
            .FirstOrDefault(c => (string?)c["type"] is "Complete" or "Failed" && (string?)c["status"] == "True"));

    /// <summary>Pods of the namespace, by name.</summary>
    public IReadOnlyList<JsonObject> Pods(Func<JsonObject, bool> which) =>
        [.. Get("pods")["items"]!.AsArray().OfType<JsonObject>().Where(which)];

    /// <summary>The pods of a job, the first first.</summary>
    public IReadOnlyList<JsonObject> DriversOf(string job) =>
        [.. Pods(p => (string?)p["metadata"]!["labels"]?["job-name"] == job).OrderBy(p => (string?)p["status"]!["startTime"], StringComparer.Ordinal)];

    /// <summary>What a job's pods wrote.</summary>
    public string LogOf(string job) => string.Join('\n', DriversOf(job).Select(p => ReadLog((string)p["metadata"]!["name"]!, "driver")));

    public string ReadLog(string pod, string container)
    {
        string file = Path.Combine(RunnerFolder, "logs", Namespace, $"{pod}.{container}.log");
        return File.Exists(file) ? File.ReadAllText(file) : "";
    }

    /// <summary>Starts something that ends with the cluster.</summary>
    protected ChildProcess Start(string program, params string[] arguments)
    {
        var process = ChildProcess.Start(program, arguments);
        _processes.Add(process);
        return process;
    }

    /// <summary>Starts what makes processes of pods.</summary>
    protected void StartRunner(string sparkVersion, string image, params string[] more) => Start(
        "python3",
        [
            Tools.Shared("k8s_stub.py"), "--dir", RunnerFolder,
            "--image", $"loandefault-spark*=/opt/spark:{Archives.Unpack($"spark-{sparkVersion}")},/opt/loandefault:{image}", .. more,
        ]);

    protected void WriteKubectl(string arguments, string create = "")
    {
        File.WriteAllText(Kubectl,
            $"""
            #!/bin/sh
            case "$1" in apply | create) set -- "$@" {create};; esac
            exec '{Tools.Kubectl}' {arguments} "$@"
            """);
        File.SetUnixFileMode(Kubectl, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }
}
