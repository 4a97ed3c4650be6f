using System.Runtime.InteropServices;

namespace LoanDefault.Tables.Native;

/// <summary>The C library's calls that .NET offers no way to: hard links, and fsync of a folder.</summary>
internal static partial class NativeMethods
{
    private const string C = "libc";

    // <fcntl.h>: O_RDONLY | O_CLOEXEC, on Linux.
    internal const int OpenReadOnly = 0x80000;

    // <fcntl.h>
    [LibraryImport(C, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial FileDescriptor Open(string path, int flags);

    // <unistd.h>
    [LibraryImport(C, EntryPoint = "fsync", SetLastError = true)]
    internal static partial int Sync(FileDescriptor descriptor);

    [LibraryImport(C, EntryPoint = "close", SetLastError = true)]
    internal static partial int Close(int descriptor);

    [LibraryImport(C, EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int Link(string existing, string created);
}
