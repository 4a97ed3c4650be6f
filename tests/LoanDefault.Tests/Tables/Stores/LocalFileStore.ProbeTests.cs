using LoanDefault.Tables.Native;
using LoanDefault.Tables.Stores;
using LoanDefault.Tests.Tables.Support;

namespace LoanDefault.Tests.Tables.Stores;

[Parallelizable]
internal sealed class LocalFileStoreProbeTests
{
    private TemporaryFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new TemporaryFolder();

    [TearDown]
    public void RemoveFolder() => _folder.Dispose();

    [Test]
    public void A_local_disk_is_suitable_and_nothing_is_left_behind()
    {
        var probe = new LocalFileStore(_folder.Path + "/not/yet").Probe();

        Assert.That(probe.IsSuitable, Is.True, probe.Problem);
        Assert.That(probe.FileSystemType, Is.Not.Empty.And.Not.EqualTo("unknown"));
        Assert.That(Directory.GetFileSystemEntries(_folder.Path), Is.Empty);
    }

    [Test]
    public void A_file_system_that_refuses_links_is_not()
    {
        var probe = new LocalFileStore(_folder.Path, new LinkDisk(PosixErrors.NotSupported, PosixErrors.NotSupported)).Probe();

        Assert.That(probe.Problem, Does.Contain("refuses hard links").And.Contain(probe.FileSystemType).And.Contain("NFS"));
        Assert.That(Directory.GetFileSystemEntries(_folder.Path), Is.Empty);
    }

    [Test]
    public void A_file_system_whose_links_replace_files_is_not()
    {
        var probe = new LocalFileStore(_folder.Path, new LinkDisk(PosixErrors.None, PosixErrors.None)).Probe();

        Assert.That(probe.Problem, Does.Contain("overwrite each other's commits"));
    }

    [Test]
    public void A_folder_that_cannot_be_written_is_named()
    {
        var probe = new LocalFileStore("/proc/loandefault/output").Probe();

        Assert.That(probe.Problem, Does.Contain("/proc").And.StartWith("cannot write below"));
        Assert.That(probe.FileSystemType, Is.EqualTo("proc"));
    }

    [Test]
    public void A_file_in_the_place_of_the_folder_is_named()
    {
        File.WriteAllText(_folder.Path + "/file", "");

        Assert.That(new LocalFileStore(_folder.Path + "/file").Probe().Problem, Does.Contain(_folder.Path + "/file"));
        Assert.That(new LocalFileStore(_folder.Path + "/file/out").Probe().Problem, Does.Contain(_folder.Path + "/file"));
    }

    private sealed class LinkDisk(int first, int second) : StepDisk(PosixDisk.Instance, (_, _) => { })
    {
        private int _links;

        public override int Link(string existing, string created) => _links++ == 0 ? first : second;
    }
}
