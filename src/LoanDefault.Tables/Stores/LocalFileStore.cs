using LoanDefault.Tables.Errors;

namespace LoanDefault.Tables.Stores;

/// <summary>
/// A folder of a local disk (or of a mount that has hard links, such as NFS). Data reaches the device before its name
/// does, and a name before the call returns.
/// </summary>
/// <remarks>
/// <see cref="PutIfAbsent"/>: a temporary file whose name starts with '.', flushed; a hard link to the final name,
/// which the kernel refuses when the name exists; the folder flushed; the temporary name removed. Whoever dies on the
/// way leaves at most a temporary file that nobody reads.
/// </remarks>
public sealed partial class LocalFileStore : IFileStore
{
    private readonly IDisk _disk;

    /// <summary>A store below a folder, which need not exist yet.</summary>
    /// <param name="root">The folder; a relative path is taken from the working directory.</param>
    public LocalFileStore(string root)
        : this(root, PosixDisk.Instance)
    {
    }

    internal LocalFileStore(string root, IDisk disk)
    {
        ArgumentException.ThrowIfNullOrEmpty(root);
        Location = Path.GetFullPath(root);
        _disk = disk;
    }

    /// <inheritdoc/>
    public string Location { get; }

    /// <summary>The operating system's path of a store path, for engines that open files themselves.</summary>
    /// <exception cref="ArgumentException">The path is not a store path.</exception>
    public string FullPath(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0)
            return Location;
        if (path.Split('/').Any(part => part.Length == 0 || part is "." or ".."))
            throw new ArgumentException($"'{path}' is not a path below the store's root", nameof(path));
        return Path.Combine(Location, path);
    }

    /// <inheritdoc/>
    public IReadOnlyList<StoredItem> List(string folder) => Guard("list", folder, full =>
    {
        try
        {
            return new DirectoryInfo(full).EnumerateFileSystemInfos().Select(Describe).ToList();
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    });

    /// <inheritdoc/>
    public byte[]? TryRead(string path) => Guard("read", path, full =>
    {
        try
        {
            return File.ReadAllBytes(full);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    });

    /// <inheritdoc/>
    public bool Exists(string path) => Path.Exists(FullPath(path));

    /// <inheritdoc/>
    public void CreateFolder(string folder) => Guard("create the folder", folder, full =>
    {
        var missing = new Stack<string>();
        for (var level = full; !Directory.Exists(level); level = Path.GetDirectoryName(level)!)
            missing.Push(level);
        while (missing.TryPop(out var level))
        {
            _disk.CreateFolder(level);
            _disk.SyncFolder(Path.GetDirectoryName(level)!);
        }
    });

    /// <inheritdoc/>
    public void Move(string source, string target) => Guard("move a file to", target, full =>
    {
        var staged = FullPath(source);
        _disk.SyncFile(staged);
        var error = _disk.Link(staged, full);
        if (error != Native.PosixErrors.None)
            throw LinkFailed(error, full);
        _disk.SyncFolder(Path.GetDirectoryName(full)!);
        _disk.Delete(staged);
    });

    /// <inheritdoc/>
    public void Delete(string path) => Guard("delete", path, full =>
    {
        if (Directory.Exists(Path.GetDirectoryName(full)))
            _disk.Delete(full);
    });

    /// <inheritdoc/>
    public void DeleteFolder(string folder) => Guard("delete the folder", folder, _disk.DeleteFolder);

    private static StoredItem Describe(FileSystemInfo item) => item is FileInfo file
        ? new StoredItem(file.Name, IsFolder: false, file.Exists ? file.Length : 0, file.LastWriteTimeUtc)
        : new StoredItem(item.Name, IsFolder: true, ByteLength: 0, item.LastWriteTimeUtc);

    private void Guard(string operation, string path, Action<string> action) => Guard(operation, path, full =>
    {
        action(full);
        return true;
    });

    private T Guard<T>(string operation, string path, Func<string, T> action)
    {
        var full = FullPath(path);
        try
        {
            return action(full);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(operation, full, error.Message, error);
        }
    }
}
