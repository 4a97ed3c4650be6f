using System.Runtime.InteropServices;
using LoanDefault.Core.Applications;

namespace LoanDefault.Core.Features;

/// <summary>Aligned double columns that a thread's features are computed in.</summary>
internal sealed unsafe class FeatureScratch : IDisposable
{
    private double* _memory;

    public FeatureScratch(int columns)
    {
        Columns = columns;
        _memory = (double*)NativeMemory.AlignedAlloc((nuint)Math.Max(1, columns) * ApplicationBatch.Capacity * sizeof(double), 64);
    }

    ~FeatureScratch() => NativeMemory.AlignedFree(_memory);

    public int Columns { get; }

    public double* Column(int index) => _memory + (nint)index * ApplicationBatch.Capacity;

    public void Dispose()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
        GC.SuppressFinalize(this);
    }
}
