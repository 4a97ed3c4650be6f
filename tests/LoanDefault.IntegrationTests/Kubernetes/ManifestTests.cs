using System.Text.Json.Nodes;
using LoanDefault.IntegrationTests.Cli.Support;
using LoanDefault.IntegrationTests.Kubernetes.Support;

namespace LoanDefault.IntegrationTests.Kubernetes;

/// <summary>Our own rules for manifests, and that they find what is bad.</summary>
internal sealed class ManifestTests
{
    private const string Overlay = "k8s/overlays/local";

    private const string Container = "spec.jobTemplate.spec.template.spec.containers.0";

    [TestCaseSource(typeof(Manifests), nameof(Manifests.Folders))]
    public void Breaks_no_rule(string folder) => Assert.That(ManifestPolicy.Violations(Manifests.Of(folder)), Is.Empty);

    [Test]
    public void The_executors_template_breaks_no_rule_once_Spark_has_added_its_resources()
    {
        JsonObject spec = ExecutorTemplate()["spec"]!.AsObject();
        spec["serviceAccountName"] = Settings()["spark.kubernetes.authenticate.executor.serviceAccountName"];
        spec["containers"]![0]!["resources"] = JsonNode.Parse("""{"requests": {"cpu": "1", "memory": "1Gi"}, "limits": {"cpu": "1", "memory": "1Gi"}}""");

        Assert.That(PodPolicy.Violations("executor", spec), Is.Empty);
    }

    [TestCase("CronJob", Container + ".securityContext.privileged", "true", "privileged")]
    [TestCase("CronJob", Container + ".securityContext.readOnlyRootFilesystem", "false", "can be written")]
    [TestCase("CronJob", Container + ".securityContext.capabilities", """{"drop": ["ALL"], "add": ["SYS_ADMIN"]}""", "keeps capabilities")]
    [TestCase("CronJob", Container + ".resources.limits.memory", "null", "no limits of memory")]
    [TestCase("CronJob", Container + ".securityContext.allowPrivilegeEscalation", "null", "privilege escalation")]
    [TestCase("CronJob", "spec.jobTemplate.spec.template.spec.securityContext.runAsUser", "0", "not as user 185")]
    [TestCase("CronJob", "spec.jobTemplate.spec.template.spec.securityContext.seccompProfile", "null", "seccomp")]
    [TestCase("CronJob", "spec.jobTemplate.spec.template.spec.hostNetwork", "true", "hostNetwork")]
    [TestCase("CronJob", "spec.jobTemplate.spec.template.spec.volumes.0", """{"name": "data", "hostPath": {"path": "/"}}""", "is none of")]
    [TestCase("CronJob", Container + ".env.0", """{"name": "PASSWORD", "valueFrom": {"secretKeyRef": {"name": "a", "key": "b"}}}""", "secret into the environment")]
    [TestCase("CronJob", "spec.concurrencyPolicy", "\"Allow\"", "two nights at once")]
    [TestCase("CronJob", "spec.timeZone", "\"Europe/Berlin\"", "time zone")]
    [TestCase("CronJob", "spec.jobTemplate.spec.podFailurePolicy", "null", "tried again")]
    [TestCase("CronJob", "spec.jobTemplate.spec.activeDeadlineSeconds", "null", "activeDeadlineSeconds")]
    [TestCase("Role", "rules.0.verbs", """["*"]""", "everything")]
    [TestCase("Role", "kind", "\"ClusterRole\"", "beyond the namespace")]
    [TestCase("ServiceAccount", "automountServiceAccountToken", "true", "gives its token")]
    [TestCase("ConfigMap", "kind", "\"Secret\"", "lies in a file")]
    public void A_bad_twin_is_refused(string kind, string path, string value, string why)
    {
        IReadOnlyList<JsonObject> manifests = Manifests.Of(Overlay);
        Set(manifests.First(m => (string?)m["kind"] == kind), path, JsonNode.Parse(value));

        Assert.That(ManifestPolicy.Violations(manifests), Has.Some.Contains(why));
    }

    /// <summary>What the two releases call is what the Role allows; the runs on the stub show that they do.</summary>
    [Test]
    public void The_role_allows_what_one_of_the_releases_calls_and_nothing_else()
    {
        JsonObject role = Manifests.Of(Overlay).Single(m => (string?)m["kind"] == "Role");
        IEnumerable<string> allowed =
            from rule in role["rules"]!.AsArray()
            from @group in rule!["apiGroups"]!.AsArray()
            from resource in rule["resources"]!.AsArray()
            from verb in rule["verbs"]!.AsArray()
            select new ApiCall("", (string?)@group ?? "", (string)resource!, (string)verb!, 0).Right;

        Assert.That(allowed, Is.EquivalentTo(DriverRights.Of("3.5.9").Union(DriverRights.Of("4.3.0"))));
    }

    [TestCaseSource(typeof(Manifests), nameof(Manifests.Folders))]
    public void Executors_get_the_drivers_image(string folder)
    {
        foreach (JsonObject manifest in Manifests.Of(folder).Where(m => (string?)m["kind"] == "CronJob"))
        {
            JsonNode container = manifest["spec"]!["jobTemplate"]!["spec"]!["template"]!["spec"]!["containers"]![0]!;
            JsonNode? variable = container["env"]!.AsArray().Single(e => (string?)e!["name"] == "LOANDEFAULT_IMAGE");
            Assert.That((string?)variable!["value"], Is.EqualTo((string?)container["image"]).And.Not.EqualTo("loandefault-spark"));
        }
    }

    [Test]
    public void Names_and_ports_agree_between_the_manifests_and_Sparks_settings()
    {
        string everything = string.Concat(Manifests.Of(Overlay).Select(m => m.ToJsonString()));
        Dictionary<string, string> settings = Settings();

        Assert.That(everything, Does.Contain($"\"port\":{settings["spark.driver.port"]}").And.Contain($"\"port\":{settings["spark.blockManager.port"]}"));
        Assert.That(ExecutorTemplate()["spec"]!["containers"]![0]!["name"]!.ToString(), Is.EqualTo(settings["spark.kubernetes.executor.podTemplateContainerName"]));
        Assert.That(
            ExecutorTemplate()["spec"]!["volumes"]!.AsArray().Select(v => v!["persistentVolumeClaim"]?["claimName"]?.ToString()).OfType<string>(),
            Is.EqualTo(new[] { "loandefault-data" }));
    }

    [Test]
    public void Every_line_of_Sparks_settings_has_a_comment_above_it()
    {
        string[] lines = File.ReadAllLines(Repository.PathOf("spark-conf/kubernetes/spark-defaults.conf"));

        for (int i = 1; i < lines.Length; i++)
            if (lines[i].StartsWith("spark.", StringComparison.Ordinal) && lines[i - 1].Length == 0)
                Assert.Fail($"line {i + 1} has no comment: {lines[i]}");
    }

    [Test]
    public void Every_manifest_begins_with_its_purpose_and_a_command()
    {
        string[] files = [.. Directory.GetFiles(Repository.PathOf("k8s"), "*.y*ml", SearchOption.AllDirectories)];

        Assert.That(files, Has.Length.GreaterThan(15));
        foreach (string file in files)
        {
            string header = string.Join('\n', File.ReadLines(file).TakeWhile(l => l.StartsWith('#')));
            Assert.That(header, Does.Contain("kubectl"), Path.GetRelativePath(Repository.Root, file));
        }
    }

    private static JsonObject ExecutorTemplate() =>
        Manifests.Parse(File.ReadAllText(Repository.PathOf("spark-conf/kubernetes/executor-pod.yaml"))).Single();

    private static Dictionary<string, string> Settings() => File.ReadLines(Repository.PathOf("spark-conf/kubernetes/spark-defaults.conf"))
        .Where(l => l.StartsWith("spark.", StringComparison.Ordinal))
        .Select(l => l.Split(' ', 2, StringSplitOptions.TrimEntries))
        .ToDictionary(l => l[0], l => l[1]);

    private static void Set(JsonNode node, string path, JsonNode? value)
    {
        string[] steps = path.Split('.');
        foreach (string step in steps[..^1])
            node = node is JsonArray array ? array[int.Parse(step, System.Globalization.CultureInfo.InvariantCulture)]! : node[step]!;
        if (node is JsonArray list)
            list[int.Parse(steps[^1], System.Globalization.CultureInfo.InvariantCulture)] = value;
        else if (value is null)
            node.AsObject().Remove(steps[^1]);
        else
            node[steps[^1]] = value;
    }
}
