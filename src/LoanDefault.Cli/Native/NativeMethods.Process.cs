using System.Runtime.InteropServices;

namespace LoanDefault.Cli.Native;

// unistd.h
internal static partial class NativeMethods
{
    internal const int StandardError = 2;

    /// <summary>Ends the process at once; no handler, no finalizer, no other thread has a say.</summary>
    [LibraryImport("libc", EntryPoint = "_exit")]
    internal static partial void ExitNow(int status);

    [LibraryImport("libc", EntryPoint = "isatty")]
    internal static partial int IsTerminal(int descriptor);

    [LibraryImport("libc", EntryPoint = "write")]
    internal static partial nint Write(int descriptor, ReadOnlySpan<byte> bytes, nuint count);
}
