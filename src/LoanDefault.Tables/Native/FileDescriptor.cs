using System.Runtime.InteropServices;

namespace LoanDefault.Tables.Native;

/// <summary>An open POSIX file descriptor, of a file or a folder.</summary>
internal sealed class FileDescriptor() : SafeHandle(invalidHandleValue: -1, ownsHandle: true)
{
    public override bool IsInvalid => handle == -1;

    protected override bool ReleaseHandle() => NativeMethods.Close(handle) == 0;
}
