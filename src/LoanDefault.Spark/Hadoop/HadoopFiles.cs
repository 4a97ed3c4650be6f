using LoanDefault.Core.Errors;
using LoanDefault.Spark.Gateway;
using LoanDefault.Spark.Sql;

namespace LoanDefault.Spark.Hadoop;

/// <summary>
/// The file system of one path, as Spark's own Hadoop client sees it: HDFS, a local disk, an object store. Calls go through
/// the gateway, so this is for names, footers and small files, never for data.
/// </summary>
internal sealed class HadoopFiles : IDisposable
{
    private const string PathClass = "org.apache.hadoop.fs.Path";
    private const string NotFound = "java.io.FileNotFoundException";

    private static readonly string[] WritersErrors =
        ["AlreadyBeingCreatedException", "RecoveryInProgressException", "FileAlreadyExistsException", "FileNotFoundException"];

    private readonly JavaGateway _gateway;
    private readonly JavaObject _configuration;
    private readonly JavaObject _system;
    private JavaObject? _context;

    private HadoopFiles(SparkSession session, string path)
    {
        _gateway = session.Gateway;
        _configuration = session.SparkContext.Reference.Call<JavaObject>("hadoopConfiguration");
        using JavaObject first = Path(path);
        _system = first.Call<JavaObject>("getFileSystem", _configuration);
        using JavaObject uri = _system.Call<JavaObject>("getUri");
        Scheme = uri.Call<string>("getScheme");
        using JavaObject qualified = _system.Call<JavaObject>("makeQualified", first);
        Qualified = qualified.Call<string>("toString");
        using JavaObject qualifiedUri = qualified.Call<JavaObject>("toUri");
        LocalPath = Scheme == "file" ? qualifiedUri.Call<string>("getPath") : null;
    }

    /// <summary>Finds the file system of a path.</summary>
    /// <param name="session">The session, whose Hadoop settings count.</param>
    /// <param name="path">A path or URI; without a scheme it is on the default file system.</param>
    /// <param name="option">The option that gave the path.</param>
    /// <exception cref="BadInputException">There is no such file system.</exception>
    /// <exception cref="ClusterUnavailableException">It does not answer.</exception>
    public static HadoopFiles Open(SparkSession session, string path, string option)
    {
        try
        {
            return new HadoopFiles(session, path);
        }
        catch (SparkException error)
        {
            throw HadoopProblem.Of(error)?.ToException(error) ?? new BadInputException(
                $"{path}: there is no such file system ({error.JavaMessage.Split('\n', 2)[0]}): check {option}, and that HADOOP_CONF_DIR names the cluster's settings",
                path, innerException: error);
        }
    }

    /// <summary><c>file</c>, <c>hdfs</c>, ...</summary>
    public string Scheme { get; }

    /// <summary>The path with scheme and host.</summary>
    public string Qualified { get; }

    /// <summary>The operating system's path when the files are on this machine; else null.</summary>
    public string? LocalPath { get; }

    /// <summary>What is at a path; null when nothing is.</summary>
    public HadoopEntry? Find(string path)
    {
        try
        {
            using JavaObject java = Path(path);
            using JavaObject status = _system.Call<JavaObject>("getFileStatus", java);
            return Describe(status);
        }
        catch (SparkException missing) when (missing.JavaClass == NotFound)
        {
            return null;
        }
    }

    /// <summary>The entries of a folder; none when it does not exist.</summary>
    public IReadOnlyList<HadoopEntry> List(string folder)
    {
        try
        {
            using JavaObject java = Path(folder);
            using JavaObject statuses = _system.Call<JavaObject>("listStatus", java);
            return Describe(statuses, _gateway.ReadArray<JavaObject>(statuses));
        }
        catch (SparkException missing) when (missing.JavaClass == NotFound)
        {
            return [];
        }
    }

    /// <summary>What a glob of Hadoop's matches.</summary>
    public IReadOnlyList<HadoopEntry> Glob(string pattern)
    {
        using JavaObject java = Path(pattern);
        using JavaObject? statuses = _system.Call<JavaObject?>("globStatus", java);
        return statuses is null ? [] : Describe(statuses, _gateway.ReadArray<JavaObject>(statuses));
    }

    /// <summary>A file's bytes from an offset to the end; null when there is no such file.</summary>
    public byte[]? TryRead(string path, long offset = 0)
    {
        try
        {
            return Read(path, offset, stream => _gateway.CallStatic<byte[]>("org.apache.commons.io.IOUtils", "toByteArray", stream));
        }
        catch (SparkException missing) when (missing.JavaClass == NotFound)
        {
            return null;
        }
    }

    /// <summary>Some bytes of a file.</summary>
    public byte[] Read(string path, long offset, int count) =>
        Read(path, offset, stream => _gateway.CallStatic<byte[]>("org.apache.commons.io.IOUtils", "toByteArray", stream, count));

    /// <summary>SHA-256, in lower-case hexadecimal, of a file from an offset to the end; the bytes stay in the JVM.</summary>
    public string Sha256(string path, long offset) =>
        Read(path, offset, stream => _gateway.CallStatic<string>("org.apache.commons.codec.digest.DigestUtils", "sha256Hex", stream));

    /// <summary>Creates a file that must not exist, with its content on the disks that keep it.</summary>
    public void Create(string path, ReadOnlyMemory<byte> content)
    {
        using JavaObject java = Path(path);
        using JavaObject stream = _system.Call<JavaObject>("create", java, false);
        stream.Call("write", content.ToArray());
        stream.Call("hsync");
        stream.Call("close");
    }

    /// <summary>
    /// Creates or opens a file and keeps it open: the NameNode lets nobody else write it meanwhile. When its writer has died,
    /// it lets the next one in after a minute.
    /// </summary>
    /// <returns>The open file; null when somebody else has it.</returns>
    public JavaObject? TryHold(string path)
    {
        using JavaObject java = Path(path);
        try
        {
            return _system.Call<bool>("exists", java)
                ? _system.Call<JavaObject>("append", java)
                : _system.Call<JavaObject>("create", java, false);
        }
        catch (SparkException held) when (IsHeld(held))
        {
            return null;
        }
    }

    /// <summary>Closes a file for its writer, whoever that is. Only HDFS keeps files open for writers.</summary>
    public void RecoverLease(string path)
    {
        if (Scheme != "hdfs")
            return;
        using JavaObject java = Path(path);
        _system.Call<bool>("recoverLease", java);
    }

    /// <summary>Renames without replacing what is there: one step inside the NameNode.</summary>
    /// <exception cref="SparkException">The target exists (<c>FileAlreadyExistsException</c>), or the rename failed.</exception>
    public void Rename(string source, string target)
    {
        using JavaObject options = _gateway.NewArray("org.apache.hadoop.fs.Options$Rename");
        using JavaObject from = Path(source);
        using JavaObject to = Path(target);
        Context().Call("rename", from, to, options);
    }

    /// <summary>Creates a folder and its parents.</summary>
    public void CreateFolder(string folder)
    {
        using JavaObject java = Path(folder);
        _system.Call<bool>("mkdirs", java);
    }

    /// <summary>Deletes a file, or a folder with everything in it; a missing one counts as deleted.</summary>
    public void Delete(string path, bool recursive)
    {
        using JavaObject java = Path(path);
        _system.Call<bool>("delete", java, recursive);
    }

    /// <summary>What a Parquet file's footer says: its schema as text, and its rows.</summary>
    /// <exception cref="SparkException">The footer cannot be read.</exception>
    public (string Schema, long Rows) ReadParquetFooter(string path)
    {
        using JavaObject java = Path(path);
        using JavaObject file = _gateway.CallStatic<JavaObject>("org.apache.parquet.hadoop.util.HadoopInputFile", "fromPath", java, _configuration);
        using JavaObject reader = _gateway.CallStatic<JavaObject>("org.apache.parquet.hadoop.ParquetFileReader", "open", file);
        try
        {
            using JavaObject metadata = reader.Call<JavaObject>("getFileMetaData");
            using JavaObject schema = metadata.Call<JavaObject>("getSchema");
            return (schema.Call<string>("toString"), reader.Call<long>("getRecordCount"));
        }
        finally
        {
            reader.Call("close");
        }
    }

    public void Dispose()
    {
        _context?.Dispose();
        _system.Dispose();
        _configuration.Dispose();
    }

    // A connection of its own, which nobody closes: one is enough.
    private JavaObject Context()
    {
        if (_context is { } known)
            return known;
        using JavaObject uri = _system.Call<JavaObject>("getUri");
        JavaObject created = _gateway.CallStatic<JavaObject>("org.apache.hadoop.fs.FileContext", "getFileContext", uri, _configuration);
        return Interlocked.CompareExchange(ref _context, created, null) ?? created;
    }

    private JavaObject Path(string path) => _gateway.New(PathClass, path);

    private T Read<T>(string path, long offset, Func<JavaObject, T> read)
    {
        using JavaObject java = Path(path);
        using JavaObject stream = _system.Call<JavaObject>("open", java);
        try
        {
            if (offset > 0)
                stream.Call("seek", offset);
            return read(stream);
        }
        finally
        {
            stream.Call("close");
        }
    }

    // Most of these reach a client as the RPC's own exception, which names them in its trace only. A file that came or went
    // meanwhile had a holder too.
    private static bool IsHeld(SparkException error)
    {
        string thrown = error.JavaStackTrace.Split('\n', 2)[0];
        return WritersErrors.Any(name => error.JavaClass.EndsWith(name, StringComparison.Ordinal) || thrown.Contains(name, StringComparison.Ordinal));
    }

    private static List<HadoopEntry> Describe(JavaObject array, JavaObject[] statuses)
    {
        var entries = new List<HadoopEntry>();
        using (array)
        {
            foreach (JavaObject status in statuses)
            {
                using (status)
                    entries.Add(Describe(status));
            }
        }

        return entries;
    }

    private static HadoopEntry Describe(JavaObject status)
    {
        using JavaObject path = status.Call<JavaObject>("getPath");
        using JavaObject uri = path.Call<JavaObject>("toUri");
        bool isFolder = status.Call<bool>("isDirectory");
        return new HadoopEntry(
            path.Call<string>("toString"),
            uri.Call<string>("toString"),
            path.Call<string>("getName"),
            isFolder,
            isFolder ? 0 : status.Call<long>("getLen"),
            DateTimeOffset.FromUnixTimeMilliseconds(status.Call<long>("getModificationTime")));
    }
}

/// <summary>A file or folder.</summary>
/// <param name="Path">Its qualified path, with nothing escaped.</param>
/// <param name="Uri">The same as a URI.</param>
/// <param name="Name">Its last part.</param>
/// <param name="IsFolder">Whether it is a folder.</param>
/// <param name="ByteLength">Its length; 0 for a folder.</param>
/// <param name="LastModified">When it last changed.</param>
internal sealed record HadoopEntry(string Path, string Uri, string Name, bool IsFolder, long ByteLength, DateTimeOffset LastModified);
