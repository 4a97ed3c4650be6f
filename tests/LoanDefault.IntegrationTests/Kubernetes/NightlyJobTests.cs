using System.Text.Json.Nodes;
using LoanDefault.IntegrationTests.Cli.Support;
using LoanDefault.IntegrationTests.Kubernetes.Support;

namespace LoanDefault.IntegrationTests.Kubernetes;

/// <summary>
/// The CronJob's pod as Spark's driver with two executors: what is published when all goes well, when an executor or the driver
/// is killed, and when two run at once. The tests go on from each other's nights, as a cluster does.
/// </summary>
[TestFixture("3.5.9")]
[TestFixture("4.3.0")]
internal sealed class NightlyJobTests(string version)
{
    private const string First = "2026-01-31";
    private const string Second = "2026-02-01";
    private const string Third = "2026-02-02";

    private StubCluster _cluster = null!;
    private NightlyRuns _nights = null!;

    [OneTimeSetUp]
    public void Prepare()
    {
        _cluster = new StubCluster(version, ImageRoot.Spark);
        _cluster.ApplyLocalOverlay();
        _nights = new NightlyRuns(_cluster);
        foreach (string date in new[] { First, Second, Third })
            _nights.Deliver(date);
    }

    [OneTimeTearDown]
    public void Remove() => _cluster?.Dispose();

    [Test]
    [Order(1)]
    public void An_executor_that_is_killed_in_mid_run_changes_nothing_in_the_tables()
    {
        CreateJob("executor-loss", First);
        _nights.WaitUntilScoring(First);
        JsonObject executor = Waiting.ForCluster("a running executor", () => RunningExecutors() is [var first, ..] ? first : null);

        _cluster.KillHard(executor);

        AssertComplete("executor-loss");
        Assert.That(_cluster.DriversOf("executor-loss"), Has.Count.EqualTo(1), "the driver went on");
        Assert.That(_cluster.Calls().Count(c => c.Right == "pods create"), Is.EqualTo(3), "the lost executor was replaced");
        _nights.AssertPublished(First);
    }

    [Test]
    [Order(2)]
    public void A_driver_that_is_killed_publishes_nothing_and_the_next_try_is_right()
    {
        string[] before = _nights.Commits();
        CreateJob("driver-loss", Second);
        _nights.WaitUntilScoring(Second);
        JsonObject driver = _cluster.DriversOf("driver-loss").Single();

        _cluster.KillHard(driver);

        Waiting.ForCluster("the driver's end", () => Phase(_cluster.Get("pod", (string)driver["metadata"]!["name"]!)) == "Failed" ? "gone" : null);
        Assert.That(_nights.Commits(), Is.EqualTo(before));
        AssertComplete("driver-loss");
        Assert.That(_cluster.DriversOf("driver-loss"), Has.Count.EqualTo(2));
        _nights.AssertPublished(Second);
    }

    [Test]
    [Order(3)]
    public void Of_two_jobs_at_once_one_publishes_and_the_other_says_that_it_is_done()
    {
        CreateJob("one", Third);
        CreateJob("other", Third);

        AssertComplete("one");
        AssertComplete("other");

        string[] outcomes = [Outcome("one"), Outcome("other")];
        Assert.That(outcomes, Is.EquivalentTo(new[] { "published", "already done" }));
        _nights.AssertPublished(Third);
    }

    [Test]
    [Order(4)]
    public void Other_inputs_for_a_published_date_make_the_job_fail_with_5()
    {
        _nights.Deliver(First, seed: 8);
        int before = _nights.Commits().Length;

        CreateJob("conflict", First, retries: 0);

        Assert.That((string?)_cluster.WaitForJob("conflict")["type"], Is.EqualTo("Failed"), _cluster.LogOf("conflict"));
        Assert.That(ExitCode(_cluster.DriversOf("conflict").Single()), Is.EqualTo(5), _cluster.LogOf("conflict"));
        Assert.That(_nights.Commits(), Has.Length.EqualTo(before));
    }

    [Test]
    [Order(5)]
    public void A_backfill_of_done_dates_makes_a_job_for_each_and_publishes_nothing()
    {
        int before = _nights.Commits().Length;

        ProcessResult result = Tools.Run(
            Repository.PathOf("jobs/nightly-scoring/backfill-kubernetes.sh"), [Second, Third], new Dictionary<string, string?> { ["KUBECTL"] = _cluster.Kubectl });

        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Out, Does.Contain($"{Second} done").And.Contain($"{Third} done"));
        Assert.That(_nights.Commits(), Has.Length.EqualTo(before));
    }

    /// <summary>Least privilege: what the runs above called is what the Role allows, no more and no less.</summary>
    [Test]
    [Order(6)]
    public void The_driver_calls_what_its_role_allows_and_executors_call_nothing()
    {
        IReadOnlyList<ApiCall> calls = _cluster.Calls();

        Assert.That(calls.Where(c => c.Status == 403), Is.Empty);
        Assert.That(calls.Select(c => c.User).Distinct(), Is.EqualTo(new[] { "sa:loandefault:loandefault-driver" }));
        Assert.That(calls.Select(c => c.Right).Distinct(), Is.EquivalentTo(DriverRights.Of(version)));
    }

    [Test]
    [Order(7)]
    public void Executors_run_as_the_template_says_and_carry_no_secret()
    {
        IReadOnlyList<JsonObject> executors = [.. _cluster.CreatedExecutors()];

        Assert.That(executors, Is.Not.Empty);
        foreach (JsonObject executor in executors)
        {
            Assert.That(PodPolicy.Violations(executor["metadata"]!["name"]!.ToString(), executor["spec"]!.AsObject()), Is.Empty);
            Assert.That((string?)executor["spec"]!["serviceAccountName"], Is.EqualTo("loandefault-executor"));
            Assert.That(executor["spec"]!.ToJsonString(), Does.Not.Contain("_SPARK_AUTH_SECRET"));
            JsonObject owner = executor["metadata"]!["ownerReferences"]!.AsArray().Single()!.AsObject();
            Assert.That((string?)owner["kind"], Is.EqualTo("Pod"), "executors of a lost driver are collected with it");
        }
    }

    private static string? Phase(JsonObject pod) => (string?)pod["status"]!["phase"];

    private static int? ExitCode(JsonObject pod) => (int?)pod["status"]!["containerStatuses"]![0]!["state"]!["terminated"]?["exitCode"];

    private void CreateJob(string name, string date, int? retries = null) => _cluster.CreateJob(name, job =>
    {
        if (retries is { } count)
            job["spec"]!["backoffLimit"] = count;
        JsonArray environment = job["spec"]!["template"]!["spec"]!["containers"]![0]!["env"]!.AsArray();
        environment.OfType<JsonObject>().Single(e => (string?)e["name"] == "BUSINESS_DATE")["value"] = date;
    });

    private void AssertComplete(string job)
    {
        string? how = (string?)_cluster.WaitForJob(job)["type"];
        Assert.That(how, Is.EqualTo("Complete"), _cluster.LogOf(job));
    }

    private IReadOnlyList<JsonObject> RunningExecutors() =>
        _cluster.Pods(p => (string?)p["metadata"]!["labels"]?["spark-role"] == "executor" && Phase(p) == "Running");

    private string Outcome(string job)
    {
        string log = _cluster.LogOf(job);
        return log.Contains("already published", StringComparison.OrdinalIgnoreCase) || log.Contains("already done", StringComparison.OrdinalIgnoreCase)
            ? "already done"
            : log.Contains("Published ", StringComparison.Ordinal) ? "published" : log;
    }
}
