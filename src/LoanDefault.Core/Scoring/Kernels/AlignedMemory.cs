using System.Runtime.InteropServices;

namespace LoanDefault.Core.Scoring.Kernels;

/// <summary>Zeroed memory at a 64-byte boundary, with 64 readable bytes behind it; freed with its owner.</summary>
internal sealed unsafe class AlignedMemory : IDisposable
{
    private const int Alignment = 64;
    private byte* _start;

    /// <summary>Allocates.</summary>
    /// <param name="bytes">How many; a vector may be read across the end.</param>
    public AlignedMemory(long bytes)
    {
        nuint size = (nuint)bytes + Alignment;
        _start = (byte*)NativeMemory.AlignedAlloc(size, Alignment);
        NativeMemory.Clear(_start, size);
        GC.AddMemoryPressure((long)size);
        Size = (long)size;
    }

    ~AlignedMemory() => Free();

    /// <summary>The first byte; null after disposal.</summary>
    public byte* Start => _start;

    private long Size { get; }

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (_start is null)
            return;
        NativeMemory.AlignedFree(_start);
        _start = null;
        GC.RemoveMemoryPressure(Size);
    }
}
