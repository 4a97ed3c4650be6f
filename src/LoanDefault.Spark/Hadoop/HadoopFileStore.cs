using LoanDefault.Spark.Gateway;
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
    private readonly Action<string, string> _rename;

    /// <summary>A store below a folder, which need not exist yet.</summary>
    /// <param name="files">The folder; disposed with the store.</param>
    public HadoopFileStore(HadoopFiles files)
        : this(files, files.Rename)
    {
    }

    /// <summary>A store whose renames go another way.</summary>
    internal HadoopFileStore(HadoopFiles files, Action<string, string> rename)
    {
        _files = files;
        _rename = rename;
        Location = files.Qualified;
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
        string temporary = TemporaryFor(full);
        try
        {
            _files.Create(temporary, content);
            return RenameOrCompare(temporary, full, content.Span);
        }
        catch (SparkException)
        {
            DeleteTemporary(temporary);
            throw;
        }
    });

    /// <inheritdoc/>
    public void CreateFolder(string folder) => Guard("create the folder", folder, _files.CreateFolder);

    /// <inheritdoc/>
    public void Move(string source, string target) => Guard("move a file to", target, full => _rename(FullPath(source), full));

    /// <inheritdoc/>
    public void Delete(string path) => Guard("delete", path, full => _files.Delete(full, recursive: false));

    /// <inheritdoc/>
    public void DeleteFolder(string folder) => Guard("delete the folder", folder, full => _files.Delete(full, recursive: true));

    /// <inheritdoc/>
    public IDisposable? TryLock(string path) => Guard("lock", path, full => HadoopLock.TryTake(_files, full));

    /// <inheritdoc/>
    public StoreProbe Probe()
    {
        if (!Suitable.Contains(_files.Scheme))
        {
            return new StoreProbe(
                Location, _files.Scheme, $"{Location}: is on '{_files.Scheme}', where a file cannot be put in one step only if it is absent: publish to hdfs:// or to a local path");
        }

        try
        {
            return new StoreProbe(Location, _files.Scheme, TryOut(NearestExistingFolder()));
        }
        catch (SparkException error)
        {
            StoreException failure = Describe("write below", Location, error);
            return failure.IsTransient ? throw failure : new StoreProbe(Location, _files.Scheme, failure.Message);
        }
    }

    public void Dispose() => _files.Dispose();

    private PutOutcome RenameOrCompare(string temporary, string full, ReadOnlySpan<byte> content)
    {
        try
        {
            _rename(temporary, full);
            return PutOutcome.Created;
        }
        catch (SparkException error)
        {
            // A rename that was carried out but whose answer got lost is reported as failed: what is there decides.
            byte[]? there = _files.TryRead(full);
            if (there is null && error.JavaClass != AlreadyExists)
                throw;
            DeleteTemporary(temporary);
            return there is not null && there.AsSpan().SequenceEqual(content) ? PutOutcome.Created : PutOutcome.AlreadyThere;
        }
    }

    private void DeleteTemporary(string temporary)
    {
        try
        {
            _files.Delete(temporary, recursive: false);
        }
        catch (SparkException)
        {
            // The outcome must stay what it is; no reader looks at the name, and a later run removes it.
        }
    }

    private string? TryOut(string folder)
    {
        string first = TemporaryFor($"{folder}/loandefault-probe"), second = TemporaryFor($"{folder}/loandefault-probe");
        try
        {
            _files.Create(first, "first"u8.ToArray());
            _files.Create(second, "second"u8.ToArray());
            _rename(first, second);
            return $"{Location}: a rename there replaces what exists, so two runs could overwrite each other's commits: publish to hdfs:// or to a local path";
        }
        catch (SparkException refused) when (refused.JavaClass == AlreadyExists)
        {
            return null;
        }
        finally
        {
            DeleteTemporary(first);
            DeleteTemporary(second);
        }
    }

    private string NearestExistingFolder()
    {
        string folder = Location.TrimEnd('/');
        while (_files.Find(folder + "/") is null)
            folder = folder[..folder.LastIndexOf('/')];
        return folder;
    }

    private static string TemporaryFor(string full)
    {
        int name = full.LastIndexOf('/') + 1;
        return $"{full[..name]}.{full[name..]}.{Guid.NewGuid():N}.tmp";
    }

    private static StoreException Describe(string operation, string full, SparkException error)
    {
        HadoopProblem? problem = HadoopProblem.Of(error);
        return new StoreException(
            operation, full, problem?.Text ?? $"{error.JavaMessage.Split('\n', 2)[0]} ({error.JavaClass}): check the folder and the cluster", error, problem?.IsTransient ?? false);
    }

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
            throw Describe(operation, full, error);
        }
    }
}
