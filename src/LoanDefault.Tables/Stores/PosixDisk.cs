using System.Runtime.InteropServices;
using LoanDefault.Tables.Native;

namespace LoanDefault.Tables.Stores;

/// <summary>The real disk.</summary>
internal sealed class PosixDisk : IDisk
{
    internal static readonly PosixDisk Instance = new();

    private PosixDisk()
    {
    }

    public void WriteNew(string path, ReadOnlySpan<byte> content)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        file.Write(content);
    }

    public void SyncFile(string path) => Sync(path);

    public void SyncFolder(string folder) => Sync(folder);

    public int Link(string existing, string created) =>
        NativeMethods.Link(existing, created) == 0 ? PosixErrors.None : Marshal.GetLastPInvokeError();

    public void Delete(string path) => File.Delete(path);

    public void CreateFolder(string folder) => Directory.CreateDirectory(folder);

    public void DeleteFolder(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing to delete, or another process was quicker.
        }
    }

    private static void Sync(string path)
    {
        using var descriptor = NativeMethods.Open(path, NativeMethods.OpenReadOnly);
        PosixErrors.Check(descriptor.IsInvalid ? -1 : 0, "open", path);
        PosixErrors.Check(NativeMethods.Sync(descriptor), "flush to disk", path);
    }
}
