using System.Text;
using LoanDefault.Tables.Errors;
using LoanDefault.Tables.Stores;
using LoanDefault.Tests.Tables.Support;

namespace LoanDefault.Tests.Tables.Stores;

[Parallelizable]
internal sealed class LocalFileStoreTests : FileStoreContract
{
    private static readonly byte[] Ours = Encoding.UTF8.GetBytes("ours");
    private static readonly byte[] Theirs = Encoding.UTF8.GetBytes("theirs");

    private TemporaryFolder _folder = null!;
    private LocalFileStore _store = null!;

    protected override IFileStore Store => _store;

    [SetUp]
    public void MakeStore()
    {
        _folder = new TemporaryFolder();
        _store = new LocalFileStore(_folder.Path);
    }

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_move_onto_a_file_says_that_it_exists()
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
