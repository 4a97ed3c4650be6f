using System.Diagnostics;
using LoanDefault.Tables.Stores;

namespace LoanDefault.Tests.Tables.Support;

/// <summary>
/// The real disk, on which the process kills itself (SIGKILL) before a given step on the tables' logs or data files. Half
/// a commit written counts as a step.
/// </summary>
internal sealed class KillingDisk : IDisk
{
    internal const int Never = -1;

    private readonly StepDisk _disk;
    private readonly int _killAt;

    internal KillingDisk(int killAt)
    {
        _killAt = killAt;
        _disk = new StepDisk(PosixDisk.Instance, (_, path) => Step(path));
    }

    internal int Steps { get; private set; }

    public void WriteNew(string path, ReadOnlySpan<byte> content)
    {
        Step(path);
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        file.Write(content[..(content.Length / 2)]);
        Step(path);
        file.Write(content[(content.Length / 2)..]);
    }

    public void SyncFile(string path) => _disk.SyncFile(path);

    public void SyncFolder(string folder) => _disk.SyncFolder(folder);

    public int Link(string existing, string created) => _disk.Link(existing, created);

    public void Delete(string path) => _disk.Delete(path);

    public void CreateFolder(string folder) => _disk.CreateFolder(folder);

    public void DeleteFolder(string folder) => _disk.DeleteFolder(folder);

    private void Step(string path)
    {
        var counts = path.Contains("_delta_log", StringComparison.Ordinal)
            || (path.Contains("business_date=", StringComparison.Ordinal) && !path.Contains(".staging", StringComparison.Ordinal));
        if (!counts || Steps++ != _killAt)
            return;
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
    }
}
