using System.Runtime.InteropServices;

namespace LoanDefault.Embedded.Native;

/// <summary>
/// An object that the engine keeps for us. Counts those alive, so that a test can hold that none is forgotten.
/// </summary>
internal abstract class NativeHandle : SafeHandle
{
    private static int _aliveCount;

    private protected NativeHandle(nint pointer) : base(nint.Zero, ownsHandle: true)
    {
        SetHandle(pointer);
        if (!IsInvalid)
            Interlocked.Increment(ref _aliveCount);
    }

    /// <summary>How many native objects of any kind are held now.</summary>
    internal static int AliveCount => Volatile.Read(ref _aliveCount);

    public override bool IsInvalid => handle == nint.Zero;

    protected sealed override bool ReleaseHandle()
    {
        Destroy(ref handle);
        Interlocked.Decrement(ref _aliveCount);
        return true;
    }

    private protected abstract void Destroy(ref nint pointer);
}

internal sealed class DatabaseHandle(nint pointer) : NativeHandle(pointer)
{
    private protected override void Destroy(ref nint pointer) => NativeMethods.Close(ref pointer);
}

internal sealed class ConfigHandle(nint pointer) : NativeHandle(pointer)
{
    private protected override void Destroy(ref nint pointer) => NativeMethods.DestroyConfig(ref pointer);
}

internal sealed class ConnectionHandle(nint pointer) : NativeHandle(pointer)
{
    private protected override void Destroy(ref nint pointer) => NativeMethods.Disconnect(ref pointer);
}

internal sealed class PreparedStatementHandle(nint pointer) : NativeHandle(pointer)
{
    private protected override void Destroy(ref nint pointer) => NativeMethods.DestroyPrepare(ref pointer);
}

internal sealed class PendingResultHandle(nint pointer) : NativeHandle(pointer)
{
    private protected override void Destroy(ref nint pointer) => NativeMethods.DestroyPending(ref pointer);
}

internal sealed class DataChunkHandle(nint pointer) : NativeHandle(pointer)
{
    private protected override void Destroy(ref nint pointer) => NativeMethods.DestroyDataChunk(ref pointer);
}

internal sealed class LogicalTypeHandle(nint pointer) : NativeHandle(pointer)
{
    private protected override void Destroy(ref nint pointer) => NativeMethods.DestroyLogicalType(ref pointer);
}

internal sealed class ScalarFunctionHandle(nint pointer) : NativeHandle(pointer)
{
    private protected override void Destroy(ref nint pointer) => NativeMethods.DestroyScalarFunction(ref pointer);
}

internal sealed class ValueHandle(nint pointer) : NativeHandle(pointer)
{
    private protected override void Destroy(ref nint pointer) => NativeMethods.DestroyValue(ref pointer);
}

/// <summary>A <c>duckdb_result</c> in unmanaged memory, where the engine may keep its address.</summary>
internal sealed unsafe class ResultHandle() : NativeHandle((nint)NativeMemory.AllocZeroed((nuint)sizeof(NativeResult)))
{
    internal NativeResult* Pointer => (NativeResult*)handle;

    private protected override void Destroy(ref nint pointer)
    {
        NativeMethods.DestroyResult((NativeResult*)pointer);
        NativeMemory.Free((void*)pointer);
        pointer = nint.Zero;
    }
}
