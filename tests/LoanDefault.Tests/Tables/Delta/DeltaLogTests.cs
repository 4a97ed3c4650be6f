using System.Text;
using LoanDefault.Tables.Delta;
using LoanDefault.Tables.Errors;
using LoanDefault.Tables.Stores;
using LoanDefault.Tests.Tables.Support;

namespace LoanDefault.Tests.Tables.Delta;

[Parallelizable]
internal sealed class DeltaLogTests
{
    private TemporaryFolder _folder = null!;
    private LocalFileStore _store = null!;

    [SetUp]
    public void MakeStore()
    {
        _folder = new TemporaryFolder();
        _store = new LocalFileStore(_folder.Path, new UnsyncedDisk());
        _store.CreateFolder("t/_delta_log");
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_missing_table_has_no_version()
    {
        var snapshot = new DeltaLog(_store, "none", new JsonLinesCheckpoints(_store)).Load();

        Assert.That(snapshot.TableExists, Is.False);
        Assert.That(snapshot.Files, Is.Empty);
    }

    [Test]
    public void Commits_are_replayed_in_order()
    {
        Commit(0, """{"add":{"path":"a"}}""", """{"txn":{"appId":"x","version":0}}""");
        Commit(1, """{"add":{"path":"b"}}""", """{"remove":{"path":"a"}}""", """{"txn":{"appId":"x","version":1}}""");
        Commit(2, """{"commitInfo":{"userMetadata":"note"}}""");

        var snapshot = Load();

        Assert.That(snapshot.Version, Is.EqualTo(2));
        Assert.That(snapshot.Files.Select(file => (file.Name, file.Version)), Is.EqualTo(new[] { ("b", 1L) }));
        Assert.That(snapshot.TransactionVersion("x"), Is.EqualTo(1));
        Assert.That(snapshot.TransactionVersion("y"), Is.Null);
        Assert.That(snapshot.Notes, Is.EqualTo(new[] { new CommitNote(2, "note") }));
        Assert.That(snapshot.Names("a") && snapshot.Names("b"), Is.True);
        Assert.That(snapshot.Names("c"), Is.False);
    }

    [Test]
    public void A_remove_may_spell_the_path_otherwise()
    {
        Commit(0, """{"add":{"path":"d=1/a.parquet"}}""", """{"remove":{"path":"d%3D1/a.parquet"}}""");

        Assert.That(Load().Files, Is.Empty);
    }

    [Test]
    public void A_checkpoint_replaces_the_commits_up_to_it()
    {
        File("00000000000000000003.checkpoint.parquet", """{"add":{"path":"a"},"txn":null}""", """{"txn":{"appId":"x","version":0}}""");
        File("_last_checkpoint", """{"version":3,"size":2}""");
        Commit(4, """{"add":{"path":"b"}}""");

        var snapshot = Load();

        Assert.That(snapshot.Version, Is.EqualTo(4));
        Assert.That(snapshot.Files.Select(file => (file.Name, file.Version)), Is.EqualTo(new[] { ("a", 3L), ("b", 4L) }));
        Assert.That(snapshot.TransactionVersion("x"), Is.Zero);
    }

    [Test]
    public void A_checkpoint_may_have_several_parts()
    {
        File("00000000000000000003.checkpoint.0000000001.0000000002.parquet", """{"add":{"path":"a"}}""");
        File("00000000000000000003.checkpoint.0000000002.0000000002.parquet", """{"add":{"path":"b"}}""");
        File("_last_checkpoint", """{"version":3,"size":2,"parts":2}""");

        Assert.That(Load().Files.Select(file => file.Name), Is.EqualTo(new[] { "a", "b" }));
    }

    [Test]
    public void A_hint_at_nothing_is_passed_over()
    {
        Commit(0, """{"add":{"path":"a"}}""");
        File("_last_checkpoint", """{"version":9}""");

        Assert.That(Load().Version, Is.Zero);
    }

    [TestCase(0, 2)]
    [TestCase(1, 2)]
    public void A_commit_that_is_missing_is_named(params int[] versions)
    {
        foreach (var version in versions)
            Commit(version, """{"add":{"path":"a"}}""");
        var missing = LogNames.Commit(versions[0] == 0 ? 1 : 0);

        Assert.That(Load, Throws.TypeOf<CorruptLogException>().With.Message.Contains("t/_delta_log/" + missing));
    }

    [Test]
    public void A_checkpoint_of_the_second_kind_is_refused_by_name()
    {
        Commit(0, """{"add":{"path":"a"}}""");
        File("00000000000000000000.checkpoint.80a083e8-7026-4e79-81be-64bd76c43a11.json", "{}");

        Assert.That(Load, Throws.TypeOf<UnsupportedTableException>().With.Message.Contains("v2 checkpoints"));
    }

    [Test]
    public void A_checkpoint_of_the_second_kind_is_refused_by_content()
    {
        File("00000000000000000003.checkpoint.parquet", """{"checkpointMetadata":{"version":3}}""");

        Assert.That(Load, Throws.TypeOf<UnsupportedTableException>().With.Message.Contains("v2 checkpoints"));
    }

    [Test]
    public void A_row_of_a_checkpoint_that_cannot_be_understood_is_named()
    {
        File("00000000000000000003.checkpoint.parquet", "{}", """{"add":1}""");

        Assert.That(Load, Throws.TypeOf<CorruptLogException>().With.Message.Contains("3.checkpoint.parquet, line 2"));
    }

    [Test]
    public void Commits_that_are_cleaned_away_while_the_log_is_read_make_it_start_again()
    {
        for (var version = 0; version < 3; version++)
            Commit(version, $$"""{"add":{"path":"{{version}}"} }""");
        var store = new StepStore(_store, step =>
        {
            // After the listing and the hint and the first commit.
            if (step != 3)
                return;
            File("00000000000000000002.checkpoint.parquet", """{"add":{"path":"0"}}""", """{"add":{"path":"1"}}""", """{"add":{"path":"2"}}""");
            _store.Delete("t/_delta_log/" + LogNames.Commit(0));
            _store.Delete("t/_delta_log/" + LogNames.Commit(1));
        });

        var snapshot = new DeltaLog(store, "t", new JsonLinesCheckpoints(_store)).Load();

        Assert.That(snapshot.Files.Select(file => file.Name), Is.EqualTo(new[] { "0", "1", "2" }));
    }

    [Test]
    public void A_version_is_taken_once()
    {
        var log = new DeltaLog(_store, "t", new JsonLinesCheckpoints(_store));
        var snapshot = log.Load();

        Assert.That(log.TryCommit(0, [new LogEntry { Add = new AddFile { Path = "a" } }]), Is.True);
        Assert.That(log.TryCommit(0, [new LogEntry { Add = new AddFile { Path = "b" } }]), Is.False);
        log.Advance(snapshot);
        Assert.That(snapshot.Files.Select(file => file.Name), Is.EqualTo(new[] { "a" }));
        Assert.That(snapshot.Version, Is.Zero);
    }

    private DeltaSnapshot Load() => new DeltaLog(_store, "t", new JsonLinesCheckpoints(_store)).Load();

    private void Commit(long version, params string[] lines) => File(LogNames.Commit(version), lines);

    private void File(string name, params string[] lines) =>
        _store.PutIfAbsent("t/_delta_log/" + name, Encoding.UTF8.GetBytes(string.Join('\n', lines)));
}
