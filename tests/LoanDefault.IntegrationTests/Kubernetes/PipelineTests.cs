using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LoanDefault.IntegrationTests.Cli.Support;
using LoanDefault.IntegrationTests.Kubernetes.Support;

namespace LoanDefault.IntegrationTests.Kubernetes;

/// <summary>The templates for CI servers: their shape, and that each step is a target that exists.</summary>
internal sealed class PipelineTests
{
    private static readonly string[] Order = ["Build", "Test", "Image", "Scan", "Sign", "Deploy"];

    private static string[] Targets => [.. Regex.Matches(File.ReadAllText(Repository.PathOf("build.cake")), "Task\\(\"(\\w+)\"\\)").Select(m => m.Groups[1].Value)];

    [TestCase(".github/workflows/ci.yml")]
    [TestCase(".gitlab-ci.yml")]
    [TestCase("Jenkinsfile")]
    public void Calls_the_builds_targets_in_order_and_nothing_else(string file)
    {
        string[] commands = [.. Commands(file)];

        Assert.That(commands.Select(c => Regex.Match(c, @"^\./build\.sh --target=(\w+)( --\w+=\$[\w{}. ]+)*$").Groups[1].Value), Is.EqualTo(Order), string.Join('\n', commands));
        Assert.That(Order, Is.SubsetOf(Targets));
    }

    [Test]
    public void The_workflow_of_GitHub_has_only_the_fields_that_GitHub_knows()
    {
        JsonObject workflow = Read(".github/workflows/ci.yml");

        AssertKeys(workflow, "name", "on", "permissions", "concurrency", "jobs");
        foreach ((string name, JsonNode? job) in workflow["jobs"]!.AsObject())
        {
            AssertKeys(job!.AsObject(), "needs", "if", "runs-on", "timeout-minutes", "permissions", "environment", "steps");
            Assert.That(job["timeout-minutes"], Is.Not.Null, name);
            foreach (JsonNode? needed in job["needs"] is { } needs ? new[] { needs } : [])
                Assert.That(workflow["jobs"]!.AsObject().ContainsKey(needed!.ToString()), Is.True);
            foreach (JsonObject step in job["steps"]!.AsArray().OfType<JsonObject>())
            {
                AssertKeys(step, "uses", "with", "run");
                Assert.That(step.ContainsKey("uses"), Is.Not.EqualTo(step.ContainsKey("run")), "a step uses or runs");
                Assert.That(step["uses"]?.ToString() ?? "actions/x@v1", Does.Match("^actions/[a-z-]+@v[0-9]+$"));
            }
        }

        Assert.That(workflow["jobs"]!["deploy"]!["environment"], Is.Not.Null, "the environment's reviewers are the gate");
    }

    [Test]
    public void The_pipeline_of_GitLab_has_only_the_fields_that_GitLab_knows()
    {
        JsonObject pipeline = Read(".gitlab-ci.yml");
        string[] stages = [.. pipeline["stages"]!.AsArray().Select(s => s!.ToString())];

        foreach ((string name, JsonNode? job) in pipeline.Where(e => e.Key is not ("stages" or "default" or "workflow")))
        {
            AssertKeys(job!.AsObject(), "stage", "image", "rules", "script", "artifacts", "timeout", "environment", "id_tokens");
            Assert.That(stages, Does.Contain(job["stage"]!.ToString()), name);
        }

        Assert.That(pipeline["deploy"]!["rules"]![0]!["when"]!.ToString(), Is.EqualTo("manual"));
    }

    [Test]
    public void The_pipeline_of_Jenkins_waits_for_a_person_before_it_deploys()
    {
        string text = File.ReadAllText(Repository.PathOf("Jenkinsfile"));

        Assert.That(text.Count(c => c == '{'), Is.EqualTo(text.Count(c => c == '}')));
        Assert.That(Regex.Matches(text, @"stage\('(\w+)'\)").Select(m => m.Groups[1].Value), Is.EqualTo(Order));
        Assert.That(text.IndexOf("input {", StringComparison.Ordinal), Is.GreaterThan(text.IndexOf("stage('Deploy')", StringComparison.Ordinal)));
        string[] choices = [.. Regex.Matches(Regex.Match(text, @"choices: \[([^]]*)\]").Groups[1].Value, "'([^']+)'").Select(m => m.Groups[1].Value)];
        Assert.That(choices, Is.EquivalentTo(Directory.GetDirectories(Repository.PathOf("k8s/overlays")).Select(d => Path.GetFileName(d)!)));
    }

    [TestCase("Image", "--spark-version=4.3.0", "has no digest in image-bases.json")]
    [TestCase("Deploy", "--overlay=none", "--overlay must be one of aks, eks, gke, local, on-premises")]
    [TestCase("Sign", "--tag=x", "--registry is missing")]
    public void A_target_that_cannot_do_its_work_says_so_in_one_line(string target, string argument, string why)
    {
        ProcessResult result = Tools.Run(Repository.PathOf("build.sh"), [$"--target={target}", argument]);

        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.ErrorLines[^1], Does.StartWith("build.sh: ").And.Contain(why));
    }

    private static JsonObject Read(string file) => Manifests.Parse(File.ReadAllText(Repository.PathOf(file))).Single();

    private static void AssertKeys(JsonObject node, params string[] known) => Assert.That(node.Select(e => e.Key), Is.SubsetOf(known));

    private static IEnumerable<string> Commands(string file) => Path.GetExtension(file) == ".yml"
        ? Manifests.Parse(File.ReadAllText(Repository.PathOf(file))).SelectMany(Commands)
        : Regex.Matches(File.ReadAllText(Repository.PathOf(file)), "sh '([^']*)'").Select(m => m.Groups[1].Value);

    private static IEnumerable<string> Commands(JsonObject pipeline)
    {
        IEnumerable<JsonObject> jobs = pipeline["jobs"] is JsonObject named ? named.Select(e => e.Value!.AsObject()) : pipeline.Select(e => e.Value).OfType<JsonObject>();
        foreach (JsonObject job in jobs)
        {
            foreach (string command in (job["steps"] as JsonArray ?? []).Select(s => s!["run"]?.ToString()).OfType<string>())
                yield return command;
            foreach (string command in (job["script"] as JsonArray ?? []).Select(s => s!.ToString()))
                yield return command;
        }
    }
}
