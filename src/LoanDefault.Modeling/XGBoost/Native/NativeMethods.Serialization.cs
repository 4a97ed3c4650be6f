using System.Runtime.InteropServices;

namespace LoanDefault.Modeling.XGBoost.Native;

internal static unsafe partial class NativeMethods
{
    /// <summary>The model's bytes; owned by the library until the thread's next call.</summary>
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGBoosterSaveModelToBuffer(
        BoosterHandle booster, string config, out ulong length, out byte* bytes);

    /// <summary>Reads a model; the bytes stay the caller's.</summary>
    [LibraryImport(Library)]
    internal static partial int XGBoosterLoadModelFromBuffer(BoosterHandle booster, byte* bytes, ulong length);
}
