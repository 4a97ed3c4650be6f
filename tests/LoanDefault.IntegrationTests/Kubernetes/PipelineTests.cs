using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LoanDefault.IntegrationTests.Cli.Support;
using LoanDefault.IntegrationTests.Kubernetes.Support;
using LoanDefault.IntegrationTests.Support;

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

    [TestCase("github", ".github/workflows/ci.yml")]
    [TestCase("gitlab", ".gitlab-ci.yml")]
    public void Is_of_its_servers_schema(string server, string file) =>
        Assert.That(Complaints(server, File.ReadAllText(Repository.PathOf(file))), Is.Empty);

    [TestCase("github", ".github/workflows/ci.yml", "timeout-minutes: 15", "timeout: 15", "Unexpected value 'timeout'")]
    [TestCase("github", ".github/workflows/ci.yml", "needs: image", "needs: images", "depends on unknown job 'images'")]
    [TestCase("github", ".github/workflows/ci.yml", "${{ vars.OVERLAY }}", "${{ variables.OVERLAY }}", "Unrecognized named-value: 'variables'")]
    [TestCase("github", ".github/workflows/ci.yml", "packages: write", "packages: all", "Unexpected value 'all'")]
    [TestCase("gitlab", ".gitlab-ci.yml", "timeout: 90 minutes", "timeout-minutes: 90", "\"additionalProperty\":\"timeout-minutes\"")]
    [TestCase("gitlab", ".gitlab-ci.yml", "when: manual", "when: asked", "/deploy/rules/0/when")]
    [TestCase("gitlab", ".gitlab-ci.yml", "build-images:", "image:", "/image")]
    public void A_bad_twin_is_refused(string server, string file, string good, string bad, string complaint)
    {
        string text = File.ReadAllText(Repository.PathOf(file));
        Assert.That(text, Does.Contain(good));

        Assert.That(Complaints(server, text.Replace(good, bad, StringComparison.Ordinal)), Does.Contain(complaint));
    }

    [Test]
    public void The_workflow_of_GitHub_ends_a_job_that_hangs_takes_only_its_own_actions_and_deploys_behind_a_gate()
    {
        JsonObject workflow = Read(".github/workflows/ci.yml");

        foreach ((string name, JsonNode? job) in workflow["jobs"]!.AsObject())
        {
            Assert.That(job!["timeout-minutes"], Is.Not.Null, name);
            foreach (JsonObject step in job["steps"]!.AsArray().OfType<JsonObject>())
                Assert.That(step["uses"]?.ToString() ?? "actions/x@v1", Does.Match("^actions/[a-z-]+@v[0-9]+$"));
        }

        Assert.That(workflow["jobs"]!["deploy"]!["environment"], Is.Not.Null, "the environment's reviewers are the gate");
    }

    [Test]
    public void The_pipeline_of_GitLab_names_stages_that_it_has_and_waits_for_a_person_before_it_deploys()
    {
        JsonObject pipeline = Read(".gitlab-ci.yml");
        string[] stages = [.. pipeline["stages"]!.AsArray().Select(s => s!.ToString())];

        foreach ((string name, JsonNode? job) in pipeline.Where(e => e.Key is not ("stages" or "default" or "workflow")))
            Assert.That(stages, Does.Contain(job!["stage"]!.ToString()), name);
        Assert.That(pipeline["deploy"]!["rules"]![0]!["when"]!.ToString(), Is.EqualTo("manual"));
    }

    [Test]
    public void The_pipeline_of_Jenkins_waits_for_a_person_before_it_deploys()
    {
        string text = File.ReadAllText(Repository.PathOf("Jenkinsfile"));

        Assert.That(DeclarativePipeline.Complaints(text), Is.Empty);
        Assert.That(Regex.Matches(text, @"stage\('(\w+)'\)").Select(m => m.Groups[1].Value), Is.EqualTo(Order));
        Assert.That(text.IndexOf("input {", StringComparison.Ordinal), Is.GreaterThan(text.IndexOf("stage('Deploy')", StringComparison.Ordinal)));
        string[] choices = [.. Regex.Matches(Regex.Match(text, @"choices: \[([^]]*)\]").Groups[1].Value, "'([^']+)'").Select(m => m.Groups[1].Value)];
        Assert.That(choices, Is.EquivalentTo(Directory.GetDirectories(Repository.PathOf("k8s/overlays")).Select(d => Path.GetFileName(d)!)));
    }

    [TestCase("agent {", "agents {", "'agents' is not known in 'pipeline'")]
    [TestCase("disableConcurrentBuilds()", "disableConcurrentBuild()", "'disableConcurrentBuild' is not known in 'options'")]
    [TestCase("beforeInput true", "beforeInputs true", "'beforeInputs' is not known in 'when'")]
    [TestCase("message 'Deploy", "massage 'Deploy", "'massage' is not known in 'input'")]
    [TestCase("sh './build.sh --target=Build'", "bash './build.sh --target=Build'", "'bash' is not known in 'steps'")]
    [TestCase("sh './build.sh --target=Build'\n            }", "sh './build.sh --target=Build'", "'stage' is not known in 'stage'")]
    [TestCase("agent { label 'loandefault' }", "", "'pipeline' has no 'agent'")]
    [TestCase("steps {\n                sh './build.sh --target=Build'\n            }", "", "'stage' has no 'steps'")]
    public void A_bad_twin_of_the_pipeline_of_Jenkins_is_refused(string good, string bad, string complaint)
    {
        string text = File.ReadAllText(Repository.PathOf("Jenkinsfile"));
        Assert.That(text, Does.Contain(good));

        Assert.That(DeclarativePipeline.Complaints(text.Replace(good, bad, StringComparison.Ordinal)), Does.Contain(complaint));
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

    // By GitHub's own parser of workflows, and by the schema that GitLab publishes.
    private static string Complaints(string server, string text)
    {
        string modules = Repository.PathOf(".native/node_modules");
        if (!File.Exists(Path.Combine(modules, "ajv/dist/ajv.bundle.js")))
            Archives.Missing("the schemas of CI servers are not fetched: ./build.sh --target=Test does");
        using var folder = new TemporaryFolder();
        string file = folder.PathOf("pipeline.yml");
        File.WriteAllText(file, text);
        ProcessResult result = Tools.Run("node", [Repository.PathOf("tests/LoanDefault.IntegrationTests/Kubernetes/Support/ci-schema.mjs"), modules, server, file]);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        return result.Out;
    }

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
