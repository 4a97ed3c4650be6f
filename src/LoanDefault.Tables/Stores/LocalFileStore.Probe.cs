using LoanDefault.Tables.Errors;
using LoanDefault.Tables.Native;

namespace LoanDefault.Tables.Stores;

public sealed partial class LocalFileStore
{
    /// <inheritdoc/>
    public StoreProbe Probe()
    {
        var folder = NearestExistingFolder(Location);
        var type = FileSystemTypeOf(folder);
        if (BlockingFile(folder) is { } file)
            return new StoreProbe(Location, type, new StoreException("make the folder", Location, $"{file} is a file").Message);
        try
        {
            return new StoreProbe(Location, type, TryOut(folder, type));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new StoreProbe(Location, type, new StoreException("write below", folder, error.Message, error).Message);
        }
        catch (StoreException error)
        {
            return new StoreProbe(Location, type, error.Message);
        }
    }

    /// <summary>The type that the kernel gives for the mount that holds a folder, such as <c>ext4</c>.</summary>
    internal static string FileSystemTypeOf(string folder)
    {
        try
        {
            return new DriveInfo(folder).DriveFormat;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return "unknown";
        }
    }

    private string? TryOut(string folder, string type)
    {
        var first = Path.Combine(folder, $".loandefault-probe-{Guid.NewGuid():N}{TemporarySuffix}");
        var second = first + ".link";
        try
        {
            _disk.WriteNew(first, "probe"u8);
            _disk.SyncFile(first);
            var made = _disk.Link(first, second);
            if (made != PosixErrors.None)
                return LinkFailed(made, folder).Message;
            if (_disk.Link(first, second) != PosixErrors.Exists)
                return UnsuitableStoreException.LinksOverwrite(folder, type).Message;
            _disk.SyncFolder(folder);
            return null;
        }
        finally
        {
            _disk.Delete(second);
            _disk.Delete(first);
        }
    }

    /// <summary>The file that lies where the next folder below an existing one would be made, or null.</summary>
    private string? BlockingFile(string existing)
    {
        var next = Path.GetRelativePath(existing, Location).Split(Path.DirectorySeparatorChar)[0];
        var path = Path.Combine(existing, next);
        return File.Exists(path) ? path : null;
    }

    private static string NearestExistingFolder(string folder)
    {
        while (!Directory.Exists(folder))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
