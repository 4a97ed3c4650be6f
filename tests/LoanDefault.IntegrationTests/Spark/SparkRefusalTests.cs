using System.Net;
using System.Net.Sockets;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using LoanDefault.IntegrationTests.Cli.Support;
using LoanDefault.IntegrationTests.Spark.Support;
using LoanDefault.IntegrationTests.Spark.Worker;
using LoanDefault.IntegrationTests.Support;

namespace LoanDefault.IntegrationTests.Spark;

/// <summary>What does not fit together is refused by one line that says what to do, and by exit code 2.</summary>
[TestFixture]
internal sealed class SparkRefusalTests
{
    private TemporaryFolder _folder = null!;
    private ScriptFolder _scripts = null!;
    private string _input = null!;

    [OneTimeSetUp]
    public void WriteApplications()
    {
        _folder = new TemporaryFolder();
        _scripts = new ScriptFolder();
        _input = _folder.PathOf("in", "loans.parquet");
        Loans.Write(_input);
    }

    [OneTimeTearDown]
    public void Remove()
    {
        _scripts.Dispose();
        _folder.Dispose();
    }

    [TestCase(null, "SPARK_HOME is not set: set it to")]
    [TestCase("/nonexistent", "/nonexistent holds no Apache Spark (bin/spark-submit is missing): set SPARK_HOME to")]
    [TestCase("spark-3.4.4", "Spark 3.4.4 is not supported: use Spark 3.5 to")]
    [TestCase("spark-5.0.0", "Spark 5.0.0 is not supported: use Spark 3.5 to")]
    public void A_Spark_that_is_not_there_or_of_another_version(string? home, string message)
    {
        string? folder = home is not null && home.StartsWith("spark-", StringComparison.Ordinal) ? FakeSpark(home["spark-".Length..]) : home;
        var environment = new Dictionary<string, string?> { ["SPARK_HOME"] = folder };

        AssertRefusedEverywhere(environment, message);
    }

    [TestCase("/nonexistent", "JAVA_HOME is /nonexistent, where bin/java is missing: install Java 17")]
    [TestCase("11.0.2", "is Java 11.0.2, and this Spark needs 17 or later: install Java 17")]
    public void A_Java_that_is_not_there_or_too_old(string java, string message)
    {
        var environment = new Dictionary<string, string?> { ["SPARK_HOME"] = FakeSpark("4.3.0"), ["JAVA_HOME"] = java[0] == '/' ? java : FakeJava(java) };

        AssertRefusedEverywhere(environment, message);
    }

    [Test]
    public void A_gateway_that_does_not_know_the_secret()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task answering = Task.Run(() =>
        {
            using TcpClient client = listener.AcceptTcpClient();
            using NetworkStream stream = client.GetStream();
            using var reader = new StreamReader(stream);
            reader.ReadLine();
            reader.ReadLine();
            stream.Write("!xsAuthentication error: unexpected input.\n"u8);
        });
        var environment = new Dictionary<string, string?>
        {
            ["PYSPARK_GATEWAY_PORT"] = $"{((IPEndPoint)listener.LocalEndpoint).Port}",
            ["PYSPARK_GATEWAY_SECRET"] = "another's",
        };

        ProcessResult result = Score(environment);

        Assert.That(result.ExitCode, Is.EqualTo(2), result.Error);
        Assert.That(result.ErrorLines[^1], Does.Contain("refuses the secret").And.Contain("start this program by spark-submit, or unset PYSPARK_GATEWAY_PORT"));
        Assert.That(result.Error, Does.Not.Contain("another's"));
        answering.Wait();
    }

    [Test]
    public void A_worker_that_does_not_know_the_secret()
    {
        string liar = _scripts.Write("liar", $"PYTHON_WORKER_FACTORY_SECRET=other exec '{SparkJob.Worker}' \"$@\"");

        AssertWorkerIsRefused(LocalSparkFixture.Oldest, liar, "does not know the secret that Spark gave it: let spark.pyspark.python name the loandefault-worker");
    }

    [Test]
    public void A_worker_of_another_build() => AssertWorkerIsRefused(
        LocalSparkFixture.Newest, OtherBuild(), "publish driver and worker from the same sources and restart the application");

    [TestCase(LocalSparkFixture.Oldest)]
    [TestCase(LocalSparkFixture.Newest)]
    public void Doctor_makes_a_round_trip_and_tells_every_version(string version)
    {
        ProcessResult result = Doctor(version, SparkJob.Worker, "--json");

        Assert.That(result.ExitCode, Is.Zero, result.Out + result.Error);
        Assert.That(result.Out, Does.Contain($"\"name\":\"Spark\",\"status\":\"ok\",\"detail\":\"{version} (").And.Contain(", Scala 2.1").And.Contain(", Hadoop 3."));
        Assert.That(result.Out, Does.Contain("ONNX Runtime").And.Contain("they agree, and rows went there and back"));
        Assert.That(result.Error, Does.Not.Contain("WARN"), "Spark's own words");
    }

    [Test]
    public void Doctor_says_what_is_wrong_with_a_worker_that_cannot_run()
    {
        string broken = _scripts.Write("broken", "echo 'the runtime is missing' >&2; exit 131");

        ProcessResult result = Doctor(LocalSparkFixture.Newest, broken);

        Assert.That(result.ExitCode, Is.EqualTo(2), result.Out + result.Error);
        Assert.That(string.Join(' ', result.Out.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), Does.Contain("missing Spark").And.Contain("what Spark itself says is in"));
    }

    private static ProcessResult Doctor(string version, string worker, params string[] more)
    {
        using ChildProcess process = ChildProcess.Start(LoanDefaultProgram.Path, ["doctor", "--engine", "spark", .. more], environment: new Dictionary<string, string?>
        {
            ["SPARK_HOME"] = Archives.Unpack($"spark-{version}"),
            ["SPARK_LOCAL_IP"] = "127.0.0.1",
            ["LOANDEFAULT_WORKER"] = worker,
        });
        return process.WaitForExit();
    }

    private void AssertRefusedEverywhere(Dictionary<string, string?> environment, string message)
    {
        var job = new SparkJob(LocalSparkFixture.Newest);
        foreach ((string name, string? value) in environment)
            job.Environment[name] = value;
        foreach (ProcessResult result in (ProcessResult[])[job.Run(Arguments("refused")), Score(environment)])
        {
            Assert.That(result.ExitCode, Is.EqualTo(2), result.Out + result.Error);
            Assert.That(result.ErrorLines[^1], Does.StartWith("error: ").And.Contain(message));
        }
    }

    private void AssertWorkerIsRefused(string version, string worker, string message)
    {
        string output = _folder.PathOf(Path.GetFileName(worker));
        var job = new SparkJob(version) { Environment = { ["LOANDEFAULT_WORKER"] = worker } };

        ProcessResult result = job.Run(Arguments(output));

        Assert.That(result.ExitCode, Is.EqualTo(2), result.Out + result.Error);
        Assert.That(result.Out.TrimEnd().Split('\n')[^1], Does.StartWith("error: ").And.Contain(message));
        Assert.That(Directory.EnumerateFiles(output, "*.parquet", SearchOption.AllDirectories), Is.Empty);
    }

    private ProcessResult Score(Dictionary<string, string?> environment)
    {
        using ChildProcess process = ChildProcess.Start(LoanDefaultProgram.Path, ["score", .. Arguments("refused"), "--engine", "spark"], environment: environment);
        return process.WaitForExit();
    }

    private string[] Arguments(string output) => ScoreArguments.Of(_input, _folder.PathOf(output))[1..];

    private string FakeSpark(string version)
    {
        string home = Directory.CreateDirectory(Path.Combine(_scripts.Path, $"fake-{version}")).FullName;
        Directory.CreateDirectory(Path.Combine(home, "jars"));
        Directory.CreateDirectory(Path.Combine(home, "bin"));
        File.WriteAllText(Path.Combine(home, $"jars/spark-core_2.13-{version}.jar"), "");
        _scripts.Write($"fake-{version}/bin/spark-submit", "echo 'it was started' >&2; exit 1");
        return home;
    }

    private string FakeJava(string version)
    {
        Directory.CreateDirectory(Path.Combine(_scripts.Path, "java", "bin"));
        _scripts.Write("java/bin/java", $"echo 'openjdk version \"{version}\"' >&2");
        return Path.Combine(_scripts.Path, "java");
    }

    // A copy in which one library carries another module version id, as if it had been compiled from other sources.
    private string OtherBuild()
    {
        string folder = Path.Combine(_scripts.Path, "other-build");
        using (ChildProcess copying = ChildProcess.Start("cp", ["-r", Path.GetDirectoryName(SparkJob.Worker)!, folder]))
            Assert.That(copying.WaitForExit().ExitCode, Is.Zero);
        string library = Path.Combine(folder, "LoanDefault.Tables.dll");
        byte[] bytes = File.ReadAllBytes(library);
        using var image = new PEReader(new MemoryStream(bytes));
        MetadataReader metadata = image.GetMetadataReader();
        byte[] id = metadata.GetGuid(metadata.GetModuleDefinition().Mvid).ToByteArray();
        bytes[bytes.AsSpan().IndexOf(id)] ^= 1;
        File.WriteAllBytes(library, bytes);
        return Path.Combine(folder, Path.GetFileName(SparkJob.Worker));
    }
}
