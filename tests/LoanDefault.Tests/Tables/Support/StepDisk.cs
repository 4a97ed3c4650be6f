using LoanDefault.Tables.Stores;

namespace LoanDefault.Tests.Tables.Support;

/// <summary>A disk that calls back before each of its steps, with the step's name and path.</summary>
internal class StepDisk(IDisk inner, Action<string, string> beforeStep) : IDisk
{
    public virtual void WriteNew(string path, ReadOnlySpan<byte> content) => Next("write", path).WriteNew(path, content);

    public void SyncFile(string path) => Next("sync file", path).SyncFile(path);

    public void SyncFolder(string folder) => Next("sync folder", folder).SyncFolder(folder);

    public virtual int Link(string existing, string created) => Next("link", created).Link(existing, created);

    public void Delete(string path) => Next("delete", path).Delete(path);

    public void CreateFolder(string folder) => Next("create folder", folder).CreateFolder(folder);

    public void DeleteFolder(string folder) => Next("delete folder", folder).DeleteFolder(folder);

    protected IDisk Next(string step, string path)
    {
        beforeStep(step, path);
        return inner;
    }
}

/// <summary>The real disk without waiting for the device: what a test reads back is in the page cache anyway.</summary>
internal sealed class UnsyncedDisk : IDisk
{
    public void WriteNew(string path, ReadOnlySpan<byte> content) => PosixDisk.Instance.WriteNew(path, content);

    public void SyncFile(string path)
    {
    }

    public void SyncFolder(string folder)
    {
    }

    public int Link(string existing, string created) => PosixDisk.Instance.Link(existing, created);

    public void Delete(string path) => PosixDisk.Instance.Delete(path);

    public void CreateFolder(string folder) => PosixDisk.Instance.CreateFolder(folder);

    public void DeleteFolder(string folder) => PosixDisk.Instance.DeleteFolder(folder);
}
