using LoanDefault.Spark.Gateway;

namespace LoanDefault.Spark.Hadoop;

/// <summary>A file that is kept open so that no other process can write it.</summary>
/// <param name="files">The file system.</param>
/// <param name="path">The file.</param>
/// <param name="stream">The open file.</param>
internal sealed class HadoopLock(HadoopFiles files, string path, JavaObject stream) : IDisposable
{
    /// <summary>Removes the file, which nobody else holds yet, and lets go.</summary>
    public void Dispose()
    {
        try
        {
            Try(() => files.Delete(path, recursive: false));
            // Also when the file is still there: while it is open in this JVM, its next run would wait for ever.
            Try(() => stream.Call("close"));
        }
        finally
        {
            stream.Dispose();
        }
    }

    private static void Try(Action action)
    {
        try
        {
            action();
        }
        catch (Exception gone) when (gone is SparkException or GatewayException)
        {
            // Closing a removed file fails. A Spark that has gone holds nothing any more.
        }
    }
}
