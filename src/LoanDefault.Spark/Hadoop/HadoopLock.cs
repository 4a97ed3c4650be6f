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
            files.Delete(path, recursive: false);
            stream.Call("close");
        }
        catch (Exception gone) when (gone is SparkException or GatewayException)
        {
            // Closing a removed file fails. A Spark that has gone holds nothing any more.
        }
        finally
        {
            stream.Dispose();
        }
    }
}
