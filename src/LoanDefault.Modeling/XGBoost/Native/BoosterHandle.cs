using Microsoft.Win32.SafeHandles;

namespace LoanDefault.Modeling.XGBoost.Native;

/// <summary>A booster of the native library.</summary>
internal sealed class BoosterHandle : SafeHandleZeroOrMinusOneIsInvalid
{
    public BoosterHandle()
        : base(ownsHandle: true)
    {
    }

    protected override bool ReleaseHandle()
    {
        LiveHandles.Released();
        return NativeMethods.XGBoosterFree(handle) == 0;
    }
}
