using System.Text.Json.Nodes;
using LoanDefault.IntegrationTests.Cli.Support;
using LoanDefault.IntegrationTests.Kubernetes.Support;

namespace LoanDefault.IntegrationTests.Kubernetes;

/// <summary>The manifests on Kubernetes' own API server and controllers: schemas, admission, RBAC, schedule, failure policy.</summary>
internal sealed class ControlPlaneTests
{
    private const string Driver = "system:serviceaccount:loandefault:loandefault-driver";
    private const string Executor = "system:serviceaccount:loandefault:loandefault-executor";

    private ControlPlane _cluster = null!;

    [OneTimeSetUp]
    public void Start() => _cluster = new ControlPlane();

    [OneTimeTearDown]
    public void Stop() => _cluster?.Dispose();

    [Order(1)]
    [TestCaseSource(typeof(Manifests), nameof(Manifests.Folders))]
    public void Every_folder_is_accepted_with_strict_validation_and_without_a_warning(string folder)
    {
        // A dry run creates no namespace, and nothing can be tried in one that is not there.
        foreach (JsonObject manifest in Manifests.Of(folder).Where(m => (string?)m["kind"] == "Namespace"))
            Apply(manifest);

        ProcessResult result = Tools.Run(_cluster.Kubectl, ["apply", "-k", Repository.PathOf(folder), "--dry-run=server", "--validate=strict"]);

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Error, Does.Not.Contain("Warning"), "such as of Pod Security");
    }

    [Test]
    [Order(2)]
    public void An_unknown_field_is_refused()
    {
        JsonObject job = Manifests.Of("k8s/overlays/local").Single(m => (string?)m["kind"] == "CronJob");
        job["spec"]!["timezone"] = "Etc/UTC";
        string file = Path.Combine(_cluster.Folder, "unknown.json");
        File.WriteAllText(file, job.ToJsonString());

        ProcessResult result = Tools.Run(_cluster.Kubectl, ["apply", "-f", file, "--dry-run=server", "--validate=strict"]);

        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.Error, Does.Contain("unknown field \"spec.timezone\""));
    }

    [Test]
    [Order(3)]
    public void The_accounts_may_do_what_the_role_says_and_nothing_more()
    {
        _cluster.ApplyLocalOverlay("{op: add, path: /spec/suspend, value: true}");

        string[] everybody = Rights("system:serviceaccount:loandefault:default");
        Assert.That(Rights(Driver).Except(everybody), Is.EquivalentTo(DriverRights.Of("3.5.9").Union(DriverRights.Of("4.3.0"))));
        Assert.That(Rights(Executor).Except(everybody), Is.Empty);
        Assert.That(Rights(Driver, "default").Except(everybody), Is.Empty, "in another namespace");
    }

    /// <summary>Under the API server's own RBAC and with pods that its admission has seen as 'restricted'.</summary>
    [Test]
    [Order(4)]
    public void The_schedule_fires_and_the_night_is_published()
    {
        string today = TimeProvider.System.GetUtcNow().AddHours(-12).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var nights = new NightlyRuns(_cluster);
        nights.Deliver(today);
        _cluster.StartNode("4.3.0", ImageRoot.Spark);

        _cluster.Call("patch", "cronjob", "-n", Cluster.Namespace, "nightly-scoring", "-p", """{"spec": {"schedule": "* * * * *", "suspend": false}}""");
        string job = Waiting.ForCluster("the schedule", () => _cluster.Get("jobs")["items"]!.AsArray().Select(j => (string?)j!["metadata"]!["name"]).FirstOrDefault());
        _cluster.Call("patch", "cronjob", "-n", Cluster.Namespace, "nightly-scoring", "-p", """{"spec": {"suspend": true}}""");

        string? how = (string?)_cluster.WaitForJob(job)["type"];
        Assert.That(how, Is.EqualTo("Complete"), _cluster.LogOf(job));
        nights.AssertPublished(today);
    }

    [Test]
    [Order(5)]
    public void Exit_code_3_fails_the_job_at_once()
    {
        _cluster.CreateJob("bad-input", job => Arguments(job)[5] = "/data/no-model");

        JsonObject condition = _cluster.WaitForJob("bad-input");

        Assert.That((string?)condition["type"], Is.EqualTo("Failed"));
        Assert.That((string?)condition["reason"], Is.EqualTo("PodFailurePolicy"), condition.ToJsonString());
        Assert.That(_cluster.DriversOf("bad-input"), Has.Count.EqualTo(1), "not tried again");
        Assert.That((string?)condition["message"], Does.Contain("exit code 3"));
    }

    private static JsonArray Arguments(JsonObject job) => job["spec"]!["template"]!["spec"]!["containers"]![0]!["args"]!.AsArray();

    // A table: resources, URLs, names, verbs in brackets.
    private string[] Rights(string account, string @namespace = Cluster.Namespace) =>
    [
        .. from line in _cluster.Call("auth", "can-i", "--list", "--no-headers", "-n", @namespace, "--as", account).Split('\n')
           let resource = line.Split(' ')[0]
           where resource.Length > 0
           from verb in line[(line.LastIndexOf('[') + 1)..line.LastIndexOf(']')].Split(' ')
           select $"{resource} {verb}",
    ];

    private void Apply(JsonObject manifest)
    {
        string file = Path.Combine(_cluster.Folder, "namespace.json");
        File.WriteAllText(file, manifest.ToJsonString());
        _cluster.Call("apply", "-f", file);
    }
}
