using System.Runtime.InteropServices;

namespace LoanDefault.Tables.Native;

/// <summary>An open POSIX file descriptor, of a file or a folder.</summary>
internal sealed class FileDescriptor() : SafeHandle(invalidHandleValue: -1, ownsHandle: true)
{
    // The C library returns a 32-bit int, so the upper half of the handle says nothing.
    public override bool IsInvalid => (int)handle < 0;

    protected override bool ReleaseHandle() => NativeMethods.Close((int)handle) == 0;
}
