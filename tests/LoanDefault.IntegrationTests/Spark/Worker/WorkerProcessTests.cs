using System.Diagnostics;
using LoanDefault.Spark.Gateway;
using LoanDefault.Spark.Sql;
using LoanDefault.Spark.Testing;

namespace LoanDefault.IntegrationTests.Spark.Worker;

/// <summary>Worker processes that die, lie or cannot start, on a Spark that tries each task three times.</summary>
[TestFixture(LocalSparkFixture.Oldest)]
[TestFixture(LocalSparkFixture.Newest)]
internal sealed class WorkerProcessTests(string version)
{
    private ScriptFolder? _folder;
    private LocalSpark? _spark;

    private LocalSpark Spark => _spark!;

    private string StartedPythons { get; set; } = "";

    [OneTimeSetUp]
    public void StartSparkWithPythonsThatTell()
    {
        _folder = new ScriptFolder();
        StartedPythons = _folder.WatchPythons();
        string path = Environment.GetEnvironmentVariable("PATH")!;
        Environment.SetEnvironmentVariable("PATH", $"{_folder.Path}:{path}");
        try
        {
            _spark = WorkerQueries.Start(version, "local[2,3]");
        }
        finally
        {
            Environment.SetEnvironmentVariable("PATH", path);
        }
    }

    [OneTimeTearDown]
    public void StopSpark()
    {
        _spark?.Dispose();
        _folder?.Dispose();
    }

    [Test]
    public void No_Python_is_started()
    {
        Assert.That(WorkerQueries.Map(Spark.Session.Range(0, 1000, 1, 4), WorkerFunctions.Same).Count(), Is.EqualTo(1000));
        Assert.That(File.Exists(StartedPythons), Is.False);
    }

    [Test]
    public void A_worker_that_is_killed_while_it_waits_is_replaced()
    {
        long process = Worker();
        Process.GetProcessById((int)process).Kill();

        Assert.That(WorkerQueries.Map(Spark.Session.Range(0, 1000, 1, 4), WorkerFunctions.Same).Count(), Is.EqualTo(1000));
        Assert.That(Worker(), Is.Not.EqualTo(process));
    }

    [Test]
    public void A_worker_that_dies_in_the_middle_of_a_task_is_replaced() =>
        Assert.That(WorkerQueries.Map(Spark.Session.Range(0, 200_000, 1, 4), WorkerFunctions.DiesOnce).Count(), Is.EqualTo(200_000));

    [Test]
    public void A_worker_that_does_not_know_the_secret_is_refused()
    {
        string liar = _folder!.Write("liar", $"PYTHON_WORKER_FACTORY_SECRET=other exec '{WorkerQueries.Executable}' \"$@\"");

        Assert.That(() => RunWith(liar), Throws.TypeOf<SparkException>().With.Property("JavaStackTrace").Contains("Authentication failed"));
    }

    [Test]
    public void A_worker_that_cannot_start_says_why()
    {
        string broken = _folder!.Write("broken", "echo 'the runtime is missing' >&2; exit 131");

        Assert.That(() => RunWith(broken), Throws.TypeOf<SparkException>().With.Property("JavaStackTrace").Contains("the runtime is missing"));
    }

    private long Worker() => WorkerQueries.Tell(Spark, Spark.Session.Range(0, 1, 1, 1)).Single()[0];

    private void RunWith(string executable)
    {
        SparkSession session = Spark.Session.NewSession();
        session.Conf().Set("spark.loandefault.worker", executable);
        WorkerQueries.Map(session.Range(1), WorkerFunctions.Same).Count();
    }
}
