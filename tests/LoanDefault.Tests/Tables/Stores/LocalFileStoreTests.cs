using System.Text;
using LoanDefault.Tables.Errors;
using LoanDefault.Tables.Stores;
using LoanDefault.Tests.Tables.Support;

namespace LoanDefault.Tests.Tables.Stores;

[Parallelizable]
internal sealed class LocalFileStoreTests
{
    private static readonly byte[] Ours = Encoding.UTF8.GetBytes("ours");
    private static readonly byte[] Theirs = Encoding.UTF8.GetBytes("theirs");

    private TemporaryFolder _folder = null!;
    private LocalFileStore _store = null!;

    [SetUp]
    public void MakeStore()
    {
        _folder = new TemporaryFolder();
        _store = new LocalFileStore(_folder.Path);
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void What_is_put_is_read_back_and_listed()
    {
        _store.CreateFolder("t/log");
        _store.PutIfAbsent("t/log/a", Ours);

        Assert.That(_store.TryRead("t/log/a"), Is.EqualTo(Ours));
        Assert.That(_store.Exists("t/log/a"), Is.True);
        Assert.That(_store.List("t/log").Single(), Has.Property("Name").EqualTo("a").And.Property("ByteLength").EqualTo(4));
        Assert.That(_store.List("t").Single().IsFolder, Is.True);
    }

    [Test]
    public void What_is_not_there_is_null_empty_or_deleted_already()
    {
        Assert.That(_store.TryRead("no/file"), Is.Null);
        Assert.That(_store.List("no/folder"), Is.Empty);
        Assert.That(_store.Exists("no/file"), Is.False);
        Assert.That(() => _store.Delete("no/file"), Throws.Nothing);
        Assert.That(() => _store.DeleteFolder("no"), Throws.Nothing);
    }

    [TestCase("../outside")]
    [TestCase("a/../../outside")]
    [TestCase("/etc/passwd")]
    [TestCase("a//b")]
    public void A_path_outside_the_root_is_misuse(string path) =>
        Assert.That(() => _store.TryRead(path), Throws.ArgumentException);

    [Test]
    public void A_move_leaves_one_name()
    {
        _store.PutIfAbsent("a", Ours);
        _store.Move("a", "b");

        Assert.That(_store.TryRead("b"), Is.EqualTo(Ours));
        Assert.That(_store.Exists("a"), Is.False);
    }

    [Test]
    public void A_move_never_replaces_a_file()
    {
        _store.PutIfAbsent("a", Ours);
        _store.PutIfAbsent("b", Theirs);

        Assert.That(() => _store.Move("a", "b"), Throws.TypeOf<StoreException>().With.Message.Contains("File exists"));
        Assert.That(_store.TryRead("b"), Is.EqualTo(Theirs));
    }

    [Test]
    public void A_move_flushes_the_content_before_the_name_appears()
    {
        var steps = new List<string>();
        var store = new LocalFileStore(_folder.Path, new StepDisk(PosixDisk.Instance, (step, _) => steps.Add(step)));
        _store.PutIfAbsent("a", Ours);

        store.Move("a", "b");

        Assert.That(steps, Is.EqualTo(new[] { "sync file", "link", "sync folder", "delete" }));
    }

    [Test]
    public void Every_new_folder_is_flushed_in_its_parent()
    {
        var steps = new List<string>();
        var store = new LocalFileStore(_folder.Path, new StepDisk(PosixDisk.Instance, (step, _) => steps.Add(step)));

        store.CreateFolder("a/b");
        store.CreateFolder("a/b");

        Assert.That(steps, Is.EqualTo(new[] { "create folder", "sync folder", "create folder", "sync folder" }));
    }

    [Test]
    public void A_folder_where_a_file_is_fails_by_name()
    {
        _store.PutIfAbsent("a", Ours);

        Assert.That(
            () => _store.CreateFolder("a/b"),
            Throws.TypeOf<StoreException>().With.Message.Contains(_folder.Path).And.Property("Operation").EqualTo("create the folder"));
    }

    [Test]
    public void Flushing_leaves_no_descriptor_open()
    {
        for (var i = 0; i < 100; i++)
            PosixDisk.Instance.SyncFolder(_folder.Path);

        var open = Directory.GetFiles("/proc/self/fd").Count(fd => new FileInfo(fd).LinkTarget == _folder.Path);
        Assert.That(open, Is.Zero);
    }

    [Test]
    public void Flushing_what_is_not_there_fails_by_name() =>
        Assert.That(
            () => PosixDisk.Instance.SyncFile(_folder.Path + "/none"),
            Throws.TypeOf<StoreException>().With.Message.Contains("none").And.Message.Contains("No such file"));
}
