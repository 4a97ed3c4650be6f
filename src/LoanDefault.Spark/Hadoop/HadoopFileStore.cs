using LoanDefault.Spark.Gateway;
using LoanDefault.Spark.Sql;
using LoanDefault.Tables.Errors;
using LoanDefault.Tables.Stores;

namespace LoanDefault.Spark.Hadoop;

/// <summary>A folder in HDFS, through the client that Spark brings along.</summary>
/// <remarks>
/// <see cref="PutIfAbsent"/>: a temporary file whose name starts with '.', flushed to the DataNodes' disks; a rename without
/// overwrite, which the NameNode carries out for one of several callers and refuses the others. Whoever dies on the way
/// leaves at most a temporary file that nobody reads.
/// </remarks>
internal sealed class HadoopFileStore : IFileStore, IDisposable
{
    private const string AlreadyExists = "org.apache.hadoop.fs.FileAlreadyExistsException";

    // Rename without overwrite is one step in the NameNode; object stores copy and delete instead.
    private static readonly string[] Suitable = ["hdfs", "viewfs"];

    private readonly HadoopFiles _files;

    /// <summary>A store below a folder, which need not exist yet.</summary>
    public HadoopFileStore(SparkSession session, string root)
    {
        _files = new HadoopFiles(session, root);
        Location = _files.Qualified;
    }

    /// <inheritdoc/>
    public string Location { get; }

    /// <summary>The qualified path of a store path, for Spark.</summary>
    public string FullPath(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path.Length == 0)
            return Location;
        if (path.Split('/').Any(part => part.Length == 0 || part is "." or ".."))
            throw new ArgumentException($"'{path}' is not a path below the store's root", nameof(path));
        return $"{Location.TrimEnd('/')}/{path}";
    }

    /// <inheritdoc/>
    public IReadOnlyList<StoredItem> List(string folder) => Guard("list", folder, full =>
        _files.List(full).Select(e => new StoredItem(e.Name, e.IsFolder, e.ByteLength, e.LastModified)).ToList());

    /// <inheritdoc/>
    public byte[]? TryRead(string path) => Guard("read", path, full => _files.TryRead(full));

    /// <inheritdoc/>
    public bool Exists(string path) => Guard("look for", path, full => _files.Find(full) is not null);

    /// <inheritdoc/>
    public PutOutcome PutIfAbsent(string path, ReadOnlyMemory<byte> content) => Guard("create", path, full =>
    {
        string folder = full[..full.LastIndexOf('/')];
        string temporary = $"{folder}/.{full[(folder.Length + 1)..]}.{Guid.NewGuid():N}.tmp";
        _files.Create(temporary, content);
        try
        {
            _files.Rename(temporary, full);
            return PutOutcome.Created;
        }
        catch (SparkException error)
        {
            // A rename that was carried out but whose answer got lost is reported as failed: what is there decides.
            PutOutcome? outcome = _files.TryRead(full) is { } there
                ? there.AsSpan().SequenceEqual(content.Span) ? PutOutcome.Created : PutOutcome.AlreadyThere
                : null;
            _files.Delete(temporary, recursive: false);
            if (outcome is null && error.JavaClass != AlreadyExists)
                throw;
            return outcome ?? PutOutcome.AlreadyThere;
        }
    });

    /// <inheritdoc/>
    public void CreateFolder(string folder) => Guard("create the folder", folder, _files.CreateFolder);

    /// <inheritdoc/>
    public void Move(string source, string target) => Guard("move a file to", target, full => _files.Rename(FullPath(source), full));

    /// <inheritdoc/>
    public void Delete(string path) => Guard("delete", path, full => _files.Delete(full, recursive: false));

    /// <inheritdoc/>
    public void DeleteFolder(string folder) => Guard("delete the folder", folder, full => _files.Delete(full, recursive: true));

    /// <inheritdoc/>
    public IDisposable? TryLock(string path) => Guard("lock", path, full =>
        _files.TryHold(full) is { } stream ? new HadoopLock(_files, full, stream) : null);

    /// <inheritdoc/>
    public StoreProbe Probe() => new(Location, _files.Scheme, Suitable.Contains(_files.Scheme)
        ? null
        : $"{Location}: is on '{_files.Scheme}', where a file cannot be put in one step only if it is absent: publish to hdfs:// or to a local path");

    public void Dispose() => _files.Dispose();

    private void Guard(string operation, string path, Action<string> action) => Guard(operation, path, full =>
    {
        action(full);
        return true;
    });

    private T Guard<T>(string operation, string path, Func<string, T> action)
    {
        string full = FullPath(path);
        try
        {
            return action(full);
        }
        catch (SparkException error)
        {
            throw new StoreException(operation, full, $"{error.JavaMessage.Split('\n', 2)[0]} ({error.JavaClass}): check the folder, its permissions and the cluster", error);
        }
    }
}
