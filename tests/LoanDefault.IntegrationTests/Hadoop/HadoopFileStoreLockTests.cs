using LoanDefault.IntegrationTests.Support;
using LoanDefault.Spark.Hadoop;
using LoanDefault.Spark.Testing;

namespace LoanDefault.IntegrationTests.Hadoop;

/// <summary>The run lock on HDFS, held by two Sparks of different processes.</summary>
internal sealed class HadoopFileStoreLockTests
{
    private const string Path = "a.lock";

    private readonly string _folder = $"{HdfsSetUp.Cluster.FileSystem}/locks-{Guid.NewGuid():N}";
    private LocalSpark _older = null!;
    private LocalSpark _newer = null!;
    private HadoopFileStore _mine = null!;
    private HadoopFileStore _theirs = null!;

    [OneTimeSetUp]
    public void Start()
    {
        _older = LocalSpark.Start(new LocalSparkOptions { SparkHome = Archives.Unpack("spark-3.5.9") });
        _newer = LocalSpark.Start(new LocalSparkOptions { SparkHome = Archives.Unpack("spark-4.3.0") });
        _mine = Store(_older);
        _theirs = Store(_newer);
        _mine.CreateFolder("");
    }

    [OneTimeTearDown]
    public void Stop()
    {
        _mine?.Dispose();
        _theirs?.Dispose();
        _older?.Dispose();
        _newer?.Dispose();
    }

    [Test]
    public void Only_one_process_has_it_until_it_lets_go()
    {
        Assert.That(HeldBy(_mine, other: _theirs), Is.Null);
        Assert.That(HeldBy(_theirs, other: _mine), Is.Null);
        Assert.That(_mine.Exists(Path), Is.False);
    }

    [Test]
    public void A_file_that_nobody_holds_is_no_lock()
    {
        _mine.PutIfAbsent("left.lock", "left"u8.ToArray());

        using IDisposable? held = _theirs.TryLock("left.lock");

        Assert.That(held, Is.Not.Null);
    }

    // What the other gets while one holds it.
    private static IDisposable? HeldBy(HadoopFileStore one, HadoopFileStore other)
    {
        using IDisposable? held = one.TryLock(Path);
        Assert.That(held, Is.Not.Null);
        Assert.That(one.TryLock(Path), Is.Null, "a second one in the same process");
        return other.TryLock(Path);
    }

    private HadoopFileStore Store(LocalSpark spark) => new(HadoopFiles.Open(spark.Session, _folder, "--output"));
}
