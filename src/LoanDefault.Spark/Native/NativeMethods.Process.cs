using System.Runtime.InteropServices;

namespace LoanDefault.Spark.Native;

// unistd.h
internal static partial class NativeMethods
{
    /// <summary>The kernel's id of the calling thread, which <c>/proc</c> lists like a process.</summary>
    [LibraryImport("libc", EntryPoint = "gettid")]
    internal static partial int GetThreadId();

    /// <summary>The id of the process that started this one; 1 or that of a subreaper once it is gone.</summary>
    [LibraryImport("libc", EntryPoint = "getppid")]
    internal static partial int GetParentProcessId();

    /// <summary>Ends the process at once; no handler, no finalizer, no other thread has a say.</summary>
    [LibraryImport("libc", EntryPoint = "_exit")]
    internal static partial void ExitNow(int status);
}
