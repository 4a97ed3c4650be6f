using System.Runtime.InteropServices;

namespace LoanDefault.Modeling.XGBoost.Native;

internal static unsafe partial class NativeMethods
{
    /// <summary>Copies a dense row-major matrix; values that equal <paramref name="missing"/> (or any NaN) are missing.</summary>
    [LibraryImport(Library)]
    internal static partial int XGDMatrixCreateFromMat_omp(
        float* data, ulong rows, ulong columns, float missing, out DMatrixHandle matrix, int threads);

    [LibraryImport(Library)]
    internal static partial int XGDMatrixFree(nint matrix);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int XGDMatrixSetFloatInfo(DMatrixHandle matrix, string field, float* values, ulong length);
}
