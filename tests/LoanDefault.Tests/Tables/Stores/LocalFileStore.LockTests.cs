using System.Diagnostics;
using LoanDefault.Tables.Errors;
using LoanDefault.Tables.Stores;
using LoanDefault.Tests.Tables.Support;

namespace LoanDefault.Tests.Tables.Stores;

[Parallelizable]
internal sealed class LocalFileStoreLockTests
{
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
    public void Only_one_has_it_and_it_leaves_no_file()
    {
        IDisposable? first = _store.TryLock("a.lock");
        Assert.That(first, Is.Not.Null);
        Assert.That(_store.TryLock("a.lock"), Is.Null);

        first!.Dispose();

        Assert.That(_store.Exists("a.lock"), Is.False);
        using IDisposable? next = _store.TryLock("a.lock");
        Assert.That(next, Is.Not.Null);
    }

    [Test]
    public void A_process_that_is_killed_leaves_no_lock_behind()
    {
        string path = Path.Combine(_folder.Path, "a.lock");
        var start = new ProcessStartInfo("flock", ["--no-fork", path, "sh", "-c", "echo held; exec sleep 600"]) { RedirectStandardOutput = true };
        using Process holder = Process.Start(start)!;
        Assert.That(holder.StandardOutput.ReadLine(), Is.EqualTo("held"));
        Assert.That(_store.TryLock("a.lock"), Is.Null);

        holder.Kill();
        holder.WaitForExit();

        using IDisposable? next = _store.TryLock("a.lock");
        Assert.That(next, Is.Not.Null);
    }

    [Test]
    public void A_folder_that_is_missing_is_told() =>
        Assert.That(() => _store.TryLock("none/a.lock"), Throws.TypeOf<StoreException>());
}
