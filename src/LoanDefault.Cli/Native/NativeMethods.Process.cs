using System.Runtime.InteropServices;

namespace LoanDefault.Cli.Native;

internal static partial class NativeMethods
{
    /// <summary>unistd.h: ends the process at once; no handler, no finalizer, no other thread has a say.</summary>
    [LibraryImport("libc", EntryPoint = "_exit")]
    internal static partial void ExitNow(int status);
}
