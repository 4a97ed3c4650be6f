using LoanDefault.Core.Features;

namespace LoanDefault.Core.Scoring.Kernels;

/// <summary>Sums a model's trees. Safe to share between threads that bring their own scratch memory.</summary>
internal unsafe interface ITreeKernel : IDisposable
{
    /// <summary>How many rows it sums at most at a time.</summary>
    int Chunk { get; }

    /// <summary>The scratch memory that it needs, in bytes.</summary>
    long ScratchBytes { get; }

    /// <summary>Sums the leaves that rows reach, from zero in the order of the trees, as floats.</summary>
    /// <param name="features">The features.</param>
    /// <param name="first">The first row; a multiple of <see cref="Chunk"/>.</param>
    /// <param name="rows">How many rows, 1 to <see cref="Chunk"/>.</param>
    /// <param name="scratch">Memory of <see cref="ScratchBytes"/> at a 64-byte boundary.</param>
    /// <param name="sums">Receives the sums, <see cref="Chunk"/> places a target; places behind the rows may change.</param>
    void Sum(FeatureMatrix features, int first, int rows, byte* scratch, float* sums);
}
