using System.Collections.Concurrent;
using LoanDefault.Spark.Gateway;

namespace LoanDefault.Spark.Hadoop;

/// <summary>A file that is kept open so that no other process can write it.</summary>
internal sealed class HadoopLock : IDisposable
{
    // What this process could not let go of, as the NameNode took no changes then. Its JVM goes on renewing the lease, so
    // nobody would ever get the lock, the next run in this JVM included.
    private static readonly ConcurrentDictionary<string, bool> Abandoned = new(StringComparer.Ordinal);

    private readonly HadoopFiles _files;
    private readonly string _path;
    private readonly JavaObject _stream;

    private HadoopLock(HadoopFiles files, string path, JavaObject stream)
    {
        _files = files;
        _path = path;
        _stream = stream;
    }

    /// <summary>Takes the lock; null when somebody else has it.</summary>
    /// <param name="files">The file system.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="SparkException">The file cannot be written.</exception>
    public static HadoopLock? TryTake(HadoopFiles files, string path)
    {
        if (Abandoned.ContainsKey(path))
        {
            files.RecoverLease(path);
            Abandoned.TryRemove(path, out _);
        }

        return files.TryHold(path) is { } stream ? new HadoopLock(files, path, stream) : null;
    }

    /// <summary>Removes the file, which nobody else holds yet, and lets go.</summary>
    public void Dispose()
    {
        try
        {
            bool isRemoved = Try(() => _files.Delete(_path, recursive: false));
            // Closing a removed file fails, and lets go all the same.
            if (!Try(() => _stream.Call("close")) && !isRemoved)
                Abandoned[_path] = true;
        }
        catch (GatewayException)
        {
            // A Spark that has gone holds nothing any more.
        }
        finally
        {
            _stream.Dispose();
        }
    }

    private static bool Try(Action action)
    {
        try
        {
            action();
            return true;
        }
        catch (SparkException)
        {
            return false;
        }
    }
}
