using Microsoft.Win32.SafeHandles;

namespace LoanDefault.Modeling.XGBoost.Native;

/// <summary>A data matrix of the native library.</summary>
internal sealed class DMatrixHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public DMatrixHandle()
        : base(ownsHandle: true)
    {
    }

    protected override bool ReleaseHandle()
    {
        LiveHandles.Released();
        return NativeMethods.XGDMatrixFree(handle) == 0;
    }
}
