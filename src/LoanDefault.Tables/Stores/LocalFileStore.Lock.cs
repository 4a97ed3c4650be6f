using LoanDefault.Tables.Native;

namespace LoanDefault.Tables.Stores;

public sealed partial class LocalFileStore
{
    /// <inheritdoc/>
    public IDisposable? TryLock(string path) => Guard("lock", path, full =>
    {
        try
        {
            // Shared with nobody: the kernel locks the file, and lets go when the process ends.
            return new FileStream(full, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException held) when (held.HResult == PosixErrors.TryAgain)
        {
            return null;
        }
    });
}
