using LoanDefault.Tables.Stores;

namespace LoanDefault.Tests.Tables.Support;

/// <summary>A disk that calls back before each of its steps, with the step's number from 0 and its name.</summary>
internal class StepDisk(IDisk inner, Action<int, string> beforeStep) : IDisk
{
    internal int Steps { get; private set; }

    public virtual void WriteNew(string path, ReadOnlySpan<byte> content) => Next("write").WriteNew(path, content);

    public void SyncFile(string path) => Next("sync file").SyncFile(path);

    public void SyncFolder(string folder) => Next("sync folder").SyncFolder(folder);

    public virtual int Link(string existing, string created) => Next("link").Link(existing, created);

    public void Delete(string path) => Next("delete").Delete(path);

    public void CreateFolder(string folder) => Next("create folder").CreateFolder(folder);

    public void DeleteFolder(string folder) => Next("delete folder").DeleteFolder(folder);

    protected IDisk Next(string step)
    {
        beforeStep(Steps++, step);
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
