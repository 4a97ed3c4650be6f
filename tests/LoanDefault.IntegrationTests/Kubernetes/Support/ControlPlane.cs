using LoanDefault.IntegrationTests.Cli.Support;
using LoanDefault.IntegrationTests.Support;

namespace LoanDefault.IntegrationTests.Kubernetes.Support;

/// <summary>Kubernetes' own API server and controllers: schemas, admission, RBAC, schedules, job policies.</summary>
internal sealed class ControlPlane : Cluster
{
    private readonly Dictionary<string, string?> _environment;

    public ControlPlane()
        : base("control-plane")
    {
        if (!File.Exists(Path.Combine(Tools.Folder, "etcd")))
            Archives.Missing("etcd is not fetched: ./build.sh --target=Test does");
        _environment = new()
        {
            ["KCP"] = Path.Combine(Archives.Unpack("kube-control-plane-1.35.4"), "kube-control-plane"),
            ["PATH"] = Tools.Folder + ":" + Environment.GetEnvironmentVariable("PATH"),
        };
        ProcessResult result = Script("start");
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        WriteKubectl($"--kubeconfig '{Path.Combine(Folder, "kubeconfig")}'");
    }

    protected override string RunnerFolder => Path.Combine(Folder, "run");

    protected override string SparkMaster => $"k8s://{Url}";

    private string Url => Read("url");

    public override void Dispose()
    {
        Script("stop");
        base.Dispose();
    }

    /// <summary>Starts what runs the pods.</summary>
    public void StartNode(string sparkVersion, string image) => StartRunner(
        sparkVersion, image, "--upstream", Url, "--upstream-token", Read("token"), "--upstream-ca", Path.Combine(Folder, "ca.crt"));

    private string Read(string name) => File.ReadAllText(Path.Combine(Folder, name)).Trim();

    // What it starts keeps the outputs open, so they go to a file.
    private ProcessResult Script(string verb) => Tools.Run(
        "bash", ["-c", $"'{Tools.Shared("control_plane.sh")}' {verb} '{Folder}' > '{Folder}/{verb}.log' 2>&1 || {{ cat '{Folder}/{verb}.log' >&2; exit 1; }}"], _environment);
}
