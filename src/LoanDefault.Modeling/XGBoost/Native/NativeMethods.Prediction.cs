using System.Runtime.InteropServices;

namespace LoanDefault.Modeling.XGBoost.Native;

internal static unsafe partial class NativeMethods
{
    /// <summary>Predicts; shape and result are owned by the library until the thread's next call.</summary>
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGBoosterPredictFromDMatrix(
        BoosterHandle booster, DMatrixHandle matrix, string config, out ulong* shape, out ulong dimensions, out float* result);

    /// <summary>Predicts from memory of ours, named by an array interface; infinities are values here.</summary>
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGBoosterPredictFromDense(
        BoosterHandle booster,
        string values,
        string config,
        nint proxyMatrix,
        out ulong* shape,
        out ulong dimensions,
        out float* result);
}
