using System.Globalization;
using LoanDefault.IntegrationTests.Cli.Support;
using LoanDefault.IntegrationTests.Support;

namespace LoanDefault.IntegrationTests.Hadoop.Support;

/// <summary>HDFS as the superuser, by a client that is not ours (HdfsFiles.java). Paths are absolute, with nothing escaped.</summary>
/// <param name="classPath">Hadoop's client and its settings.</param>
internal sealed class HdfsFiles(string classPath) : IDisposable
{
    private readonly JavaPeer _java = new(
        ["-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dfile.encoding=UTF-8", "-cp", classPath],
        Repository.PathOf("tests/LoanDefault.IntegrationTests/Hadoop/Support/HdfsFiles.java"));

    /// <summary>Copies a file or folder of this machine; the target's folder must exist.</summary>
    public void Upload(string source, string target) => Run("upload", source, target);

    /// <summary>Copies a file or folder to this machine.</summary>
    public void Download(string source, string target) => Run("download", source, target);

    public void CreateFolder(string path) => Run("create-folder", path);

    public void Delete(string path) => Run("delete", path);

    /// <summary>Sets who may do what, for example <c>755</c>.</summary>
    public void Permit(string path, string mode) => Run("permit", path, mode);

    /// <summary>Sets when a file or folder last changed.</summary>
    public void Age(string path, DateTimeOffset time) => Run("age", path, time.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture));

    /// <summary>Limits the bytes below a folder, copies counted; -1 for no limit.</summary>
    public void SetQuota(string path, long bytes) => Run("quota", path, bytes.ToString(CultureInfo.InvariantCulture));

    /// <summary>Whether changes are refused.</summary>
    public void SetSafeMode(bool isOn) => Run("safe-mode", isOn ? "on" : "off");

    /// <summary>Every file below a folder, by path relative to it; none when the folder does not exist.</summary>
    public IReadOnlyList<string> FilesBelow(string folder) => Run("list", folder).Split('\t', StringSplitOptions.RemoveEmptyEntries);

    public void Dispose() => _java.Dispose();

    private string Run(params string[] command) => _java.Ask(string.Join('\t', command), "OK ");
}
