using System.Runtime.InteropServices;

namespace LoanDefault.IntegrationTests.Cli.Support;

/// <summary>The processes of this machine, by what stands on their command lines. A test looks only for folders of its own.</summary>
internal static partial class ProcessTable
{
    private const int Kill = 9;
    private const int Continue = 18;
    private const int Stop = 19;

    /// <summary>The ids of the processes whose command line a test recognises.</summary>
    public static IReadOnlyList<int> Find(Func<string[], bool> isWanted)
    {
        var found = new List<int>();
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out int id) && CommandLine(folder) is { Length: > 0 } words && isWanted(words))
                found.Add(id);
        }

        return found;
    }

    public static void Signal(int id, PosixSignal signal) => _ = Send(
        id, signal switch { PosixSignal.SIGINT => 2, PosixSignal.SIGTERM => 15, _ => throw new ArgumentOutOfRangeException(nameof(signal)) });

    /// <summary>Ends a process as <c>kill -9</c> does.</summary>
    public static void KillHard(int id) => _ = Send(id, Kill);

    /// <summary>Holds a process where it stands.</summary>
    public static void Pause(int id) => _ = Send(id, Stop);

    /// <summary>Lets it go on.</summary>
    public static void Resume(int id) => _ = Send(id, Continue);

    private static string[]? CommandLine(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline")).Split('\0', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Send(int pid, int signal);
}
