using LoanDefault.Modeling.XGBoost.Native;

namespace LoanDefault.Modeling.XGBoost;

/// <summary>Rows with labels in the native library's memory; NaN is missing, infinities are refused by the library.</summary>
internal sealed unsafe class DMatrix : IDisposable
{
    /// <summary>Copies rows into the library.</summary>
    /// <param name="rows">The features, row by row.</param>
    /// <param name="labels">One a row: true for the positive class.</param>
    /// <param name="threads">How many threads copy.</param>
    /// <exception cref="XGBoostException">The library refused the rows.</exception>
    public DMatrix(FloatMatrix rows, ReadOnlySpan<bool> labels, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(labels.Length, rows.RowCount);
        RowCount = rows.RowCount;
        fixed (float* data = rows.Values)
        {
            NativeCall.Check(
                NativeMethods.XGDMatrixCreateFromMat_omp(
                    data, (ulong)rows.RowCount, (ulong)rows.ColumnCount, float.NaN, out var handle, threads),
                nameof(NativeMethods.XGDMatrixCreateFromMat_omp));
            Handle = handle;
        }
        LiveHandles.Created();
        var values = new float[labels.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = labels[i] ? 1 : 0;
        fixed (float* data = values)
        {
            NativeCall.Check(
                NativeMethods.XGDMatrixSetFloatInfo(Handle, "label", data, (ulong)values.Length),
                nameof(NativeMethods.XGDMatrixSetFloatInfo));
        }
    }

    public DMatrixHandle Handle { get; }

    public int RowCount { get; }

    public void Dispose() => Handle.Dispose();
}
