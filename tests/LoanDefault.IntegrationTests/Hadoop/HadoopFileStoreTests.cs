using System.Text;
using LoanDefault.IntegrationTests.Hadoop.Support;
using LoanDefault.IntegrationTests.Spark;
using LoanDefault.Spark.Gateway;
using LoanDefault.Spark.Hadoop;
using LoanDefault.Tables.Errors;
using LoanDefault.Tables.Stores;
using LoanDefault.Tests.Tables.Stores;

namespace LoanDefault.IntegrationTests.Hadoop;

/// <summary>The store on a real HDFS, by the client of each Spark.</summary>
[TestFixture(LocalSparkFixture.Oldest)]
[TestFixture(LocalSparkFixture.Newest)]
internal sealed class HadoopFileStoreTests(string version) : FileStoreContract
{
    private static readonly byte[] Ours = Encoding.UTF8.GetBytes("ours");
    private static readonly byte[] Theirs = Encoding.UTF8.GetBytes("theirs");

    private HadoopFileStore _store = null!;

    protected override IFileStore Store => _store;

    private HdfsSpark Spark => HdfsSetUp.Spark(version);

    // As HDFS itself names it.
    private string Folder => new Uri(_store.Location).AbsolutePath;

    [SetUp]
    public void MakeStore()
    {
        _store = Spark.Store(Spark.NewFolder());
        _store.CreateFolder("");
    }

    [TearDown]
    public void CloseStore() => _store.Dispose();

    [Test]
    public void Of_two_processes_with_four_threads_each_exactly_one_creates_each_name()
    {
        using HadoopFileStore oldest = HdfsSetUp.Spark(LocalSparkFixture.Oldest).Store(_store.Location);
        using HadoopFileStore newest = HdfsSetUp.Spark(LocalSparkFixture.Newest).Store(_store.Location);
        var created = new int[10];

        AtOnce.Run(8, thread =>
        {
            for (int name = 0; name < created.Length; name++)
            {
                if ((thread % 2 == 0 ? oldest : newest).PutIfAbsent($"{name}", Encoding.UTF8.GetBytes($"thread {thread}")) == PutOutcome.Created)
                    Interlocked.Increment(ref created[name]);
            }
        });

        Assert.That(created, Is.All.EqualTo(1));
        Assert.That(Names(), Is.EquivalentTo(Enumerable.Range(0, created.Length).Select(n => $"{n}")));
    }

    [Test]
    public void A_rename_that_was_made_and_then_reported_as_failed_is_ours()
    {
        using HadoopFileStore store = WithRename((files, source, target) =>
        {
            files.Rename(source, target);
            throw Failure();
        });

        Assert.That(store.PutIfAbsent("a", Ours), Is.EqualTo(PutOutcome.Created));
        Assert.That(_store.TryRead("a"), Is.EqualTo(Ours));
        Assert.That(Names(), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void A_rename_that_failed_because_somebody_else_was_there_is_theirs()
    {
        _store.PutIfAbsent("a", Theirs);
        using HadoopFileStore store = WithRename((_, _, _) => throw Failure());

        Assert.That(store.PutIfAbsent("a", Ours), Is.EqualTo(PutOutcome.AlreadyThere));
        Assert.That(Names(), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void A_rename_that_failed_with_nothing_there_is_an_error_and_leaves_nothing()
    {
        using HadoopFileStore store = WithRename((_, _, _) => throw Failure());

        Assert.That(() => store.PutIfAbsent("a", Ours), Throws.TypeOf<StoreException>().With.Message.Contains("broken").And.Property("IsTransient").False);
        Assert.That(Names(), Is.Empty);
    }

    [Test]
    public void A_rename_that_replaces_is_not_suitable()
    {
        using HadoopFileStore store = WithRename((files, source, target) =>
        {
            files.Delete(target, recursive: false);
            files.Rename(source, target);
        });

        Assert.That(store.Probe().Problem, Does.Contain("overwrite each other's commits"));
        Assert.That(Names(), Is.Empty);
    }

    [Test]
    public void A_folder_that_may_not_be_written_is_named_before_anything_is_scored()
    {
        HdfsSetUp.Cluster.Files.Permit(Folder, "555");

        Assert.That(_store.Probe().Problem, Does.StartWith($"cannot write below {_store.Location}: Permission denied").And.Contain("grant the permission"));
        Assert.That(() => _store.PutIfAbsent("a", Ours), Throws.TypeOf<StoreException>().With.Message.Contains("Permission denied"));
    }

    [Test]
    public void A_NameNode_in_safe_mode_is_no_unsuitable_place_but_a_wait()
    {
        HdfsSetUp.Cluster.Files.SetSafeMode(true);
        try
        {
            Assert.That(() => _store.Probe(), Throws.TypeOf<StoreException>().With.Property("IsTransient").True.And.Message.Contains("safe mode"));
        }
        finally
        {
            HdfsSetUp.Cluster.Files.SetSafeMode(false);
        }
    }

    [Test]
    public void Another_file_system_is_refused_by_name()
    {
        using HadoopFileStore local = Spark.Store("file:///tmp");

        Assert.That(local.Probe().Problem, Does.Contain("'file'").And.Contain("hdfs://"));
    }

    private HadoopFileStore WithRename(Action<HadoopFiles, string, string> rename)
    {
        var files = HadoopFiles.Open(Spark.Session, _store.Location, "--output");
        return new HadoopFileStore(files, (source, target) => rename(files, source, target));
    }

    private static SparkException Failure() => new("java.io.IOException", "broken");

    private IEnumerable<string> Names() => _store.List("").Select(item => item.Name);
}
