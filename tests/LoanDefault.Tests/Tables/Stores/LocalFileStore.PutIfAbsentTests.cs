using System.Text;
using LoanDefault.Tables.Errors;
using LoanDefault.Tables.Native;
using LoanDefault.Tables.Stores;
using LoanDefault.Tests.Tables.Support;

namespace LoanDefault.Tests.Tables.Stores;

[Parallelizable]
internal sealed class LocalFileStorePutIfAbsentTests
{
    private const int InputOutputError = 5;

    private static readonly byte[] Ours = Encoding.UTF8.GetBytes("ours");
    private static readonly byte[] Theirs = Encoding.UTF8.GetBytes("theirs");

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void Of_two_the_first_creates_and_the_second_is_told()
    {
        var store = new LocalFileStore(_folder.Path);

        Assert.That(store.PutIfAbsent("a", Ours), Is.EqualTo(PutOutcome.Created));
        Assert.That(store.PutIfAbsent("a", Theirs), Is.EqualTo(PutOutcome.AlreadyThere));
        Assert.That(store.TryRead("a"), Is.EqualTo(Ours));
        Assert.That(Names(), Is.EqualTo(new[] { "a" }));
    }

    [Test]
    public void Of_sixteen_threads_exactly_one_creates_each_name()
    {
        var store = new LocalFileStore(_folder.Path, new UnsyncedDisk());
        var created = new int[20];

        Parallel.For(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 16 }, thread =>
        {
            for (var name = 0; name < created.Length; name++)
            {
                if (store.PutIfAbsent($"{name}", Encoding.UTF8.GetBytes($"thread {thread}")) == PutOutcome.Created)
                    Interlocked.Increment(ref created[name]);
            }
        });

        Assert.That(created, Is.All.EqualTo(1));
        Assert.That(Names(), Has.Length.EqualTo(created.Length));
    }

    [Test]
    public void Content_and_name_reach_the_device_in_that_order()
    {
        var steps = new List<string>();
        var store = new LocalFileStore(_folder.Path, new StepDisk(PosixDisk.Instance, (step, _) => steps.Add(step)));

        store.PutIfAbsent("a", Ours);

        Assert.That(steps, Is.EqualTo(new[] { "write", "sync file", "link", "sync folder", "delete" }));
    }

    [Test]
    public void A_link_that_was_made_and_then_reported_as_failed_is_ours()
    {
        var store = new LocalFileStore(_folder.Path, new LinkDisk(reported: InputOutputError, isMade: true));

        Assert.That(store.PutIfAbsent("a", Ours), Is.EqualTo(PutOutcome.Created));
    }

    [Test]
    public void A_link_that_failed_because_somebody_else_was_there_is_theirs()
    {
        new LocalFileStore(_folder.Path).PutIfAbsent("a", Theirs);
        var store = new LocalFileStore(_folder.Path, new LinkDisk(reported: InputOutputError, isMade: false));

        Assert.That(store.PutIfAbsent("a", Ours), Is.EqualTo(PutOutcome.AlreadyThere));
    }

    [Test]
    public void A_link_that_failed_with_nothing_there_is_an_error()
    {
        var store = new LocalFileStore(_folder.Path, new LinkDisk(reported: InputOutputError, isMade: false));

        Assert.That(() => store.PutIfAbsent("a", Ours), Throws.TypeOf<StoreException>().With.Message.Contains("Input/output error"));
        Assert.That(Names(), Is.Empty);
    }

    [TestCase(PosixErrors.NotPermitted)]
    [TestCase(PosixErrors.NotSupported)]
    [TestCase(PosixErrors.NotImplemented)]
    public void A_file_system_without_links_is_named_with_the_alternatives(int error)
    {
        var store = new LocalFileStore(_folder.Path, new LinkDisk(error, isMade: false));

        Assert.That(
            () => store.PutIfAbsent("a", Ours),
            Throws.TypeOf<UnsuitableStoreException>()
                .With.Property("FileSystemType").EqualTo(LocalFileStore.FileSystemTypeOf(_folder.Path))
                .And.Message.Contains("refuses hard links").And.Message.Contains("NFS"));
    }

    [Test]
    public void A_full_disk_fails_and_leaves_nothing()
    {
        var store = new LocalFileStore(_folder.Path, new StepDisk(PosixDisk.Instance, (step, _) =>
        {
            if (step == "sync file")
                throw new IOException("No space left on device");
        }));

        Assert.That(() => store.PutIfAbsent("a", Ours), Throws.TypeOf<StoreException>().With.Message.Contains("No space left"));
        Assert.That(Names(), Is.Empty);
    }

    [Test]
    public void A_temporary_file_that_stays_does_not_change_the_outcome()
    {
        var store = new LocalFileStore(_folder.Path, new StepDisk(PosixDisk.Instance, (step, _) =>
        {
            if (step == "delete")
                throw new IOException("Input/output error");
        }));

        Assert.That(store.PutIfAbsent("a", Ours), Is.EqualTo(PutOutcome.Created));
        Assert.That(Names().Single(name => name != "a"), Does.StartWith(".a.").And.EndsWith(".tmp"));
    }

    private string[] Names() => Directory.GetFiles(_folder.Path).Select(file => Path.GetFileName(file)).ToArray();

    private sealed class LinkDisk(int reported, bool isMade) : StepDisk(PosixDisk.Instance, (_, _) => { })
    {
        public override int Link(string existing, string created)
        {
            if (isMade)
                base.Link(existing, created);
            return reported;
        }
    }
}
