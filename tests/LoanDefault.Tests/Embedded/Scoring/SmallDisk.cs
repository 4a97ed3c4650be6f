using System.Diagnostics;

namespace LoanDefault.Tests.Embedded.Scoring;

/// <summary>A file system of a few megabytes in memory, mounted on a folder; needs the right to mount.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>Mounts the disk, or ends the test as ignored where that is not allowed.</summary>
    public static SmallDisk Mount(string folder, int megabytes)
    {
        Directory.CreateDirectory(folder);
        if (Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder) != 0)
            Assert.Ignore("mounting a tmpfs is not allowed here: run the tests as root");
        return new SmallDisk(folder);
    }

    public void Dispose() => Run("umount", "-l", Folder);

    private static int Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
