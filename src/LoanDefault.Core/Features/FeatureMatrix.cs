using System.Runtime.InteropServices;
using LoanDefault.Core.Applications;

namespace LoanDefault.Core.Features;

/// <summary>
/// The features of a batch: one float column of up to 2,048 rows a feature, 64-byte aligned, NaN where missing.
/// Owned by one thread at a time.
/// </summary>
public sealed unsafe class FeatureMatrix : IDisposable
{
    private float* _memory;

    /// <summary>Creates a matrix.</summary>
    /// <param name="featureCount">Number of features, at least 1.</param>
    public FeatureMatrix(int featureCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(featureCount, 1);
        FeatureCount = featureCount;
        _memory = (float*)NativeMemory.AlignedAlloc((nuint)featureCount * ApplicationBatch.Capacity * sizeof(float), 64);
        NativeMemory.Clear(_memory, (nuint)featureCount * ApplicationBatch.Capacity * sizeof(float));
    }

    /// <summary>Frees the columns if the owner did not.</summary>
    ~FeatureMatrix() => Free();

    /// <summary>Number of features.</summary>
    public int FeatureCount { get; }

    /// <summary>Number of rows in use, 0 to 2,048.</summary>
    public int Count { get; private set; }

    /// <summary>Sets the number of rows.</summary>
    /// <param name="count">Rows, 0 to 2,048.</param>
    public void Reset(int count)
    {
        ObjectDisposedException.ThrowIf(_memory is null, this);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, ApplicationBatch.Capacity);
        Count = count;
    }

    /// <summary>One feature's values, one a row.</summary>
    /// <param name="feature">Position in the feature set.</param>
    public Span<float> Column(int feature) => new(_memory + (nint)feature * ApplicationBatch.Capacity, Count);

    /// <summary>
    /// Where one feature's column begins. All 2,048 places of it may be read; those behind <see cref="Count"/> hold numbers
    /// of no meaning.
    /// </summary>
    internal float* ColumnStart(int feature) => _memory + (nint)feature * ApplicationBatch.Capacity;

    /// <summary>Copies the matrix row by row, as ONNX wants it.</summary>
    /// <param name="destination">Receives <see cref="Count"/> x <see cref="FeatureCount"/> values, row-major.</param>
    public void CopyRowMajor(Span<float> destination)
    {
        int features = FeatureCount, rows = Count;
        if (destination.Length < (long)rows * features)
            throw new ArgumentException($"{rows} x {features} values do not fit", nameof(destination));
        fixed (float* target = destination)
        {
            // Blocks of 16 rows keep both sides in the first-level cache.
            for (int first = 0; first < rows; first += 16)
            {
                int count = Math.Min(16, rows - first);
                for (int feature = 0; feature < features; feature++)
                    CopyColumn(_memory + (nint)feature * ApplicationBatch.Capacity + first, target + (nint)first * features + feature, count);
            }
        }
    }

    private void CopyColumn(float* source, float* target, int rows)
    {
        nint stride = FeatureCount;
        if (rows == 16)
        {
            for (int row = 0; row < 16; row += 4, source += 4, target += 4 * stride)
            {
                target[0] = source[0];
                target[stride] = source[1];
                target[2 * stride] = source[2];
                target[3 * stride] = source[3];
            }
        }
        else
        {
            for (; rows > 0; rows--, source++, target += stride)
                *target = *source;
        }
    }

    /// <summary>Frees the columns.</summary>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
        Count = 0;
    }
}
