using System.Runtime.InteropServices;

namespace LoanDefault.Core.Native;

internal static partial class NativeMethods
{
    /// <summary>The processor time of the calling thread (time.h, Linux).</summary>
    internal const int ClockThreadCpuTime = 3;

    /// <summary>time.h: 0 on success.</summary>
    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    [SuppressGCTransition]
    internal static partial int ClockGetTime(int clock, out TimeSpec time);

    /// <summary>struct timespec of 64-bit Linux.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct TimeSpec
    {
        internal long Seconds;
        internal long Nanoseconds;
    }
}
