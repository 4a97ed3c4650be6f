using System.Runtime.InteropServices;

namespace LoanDefault.Core.Scoring.Kernels;

/// <summary>A node below the complete levels: eight bytes, so that one fetch has all of it.</summary>
/// <remarks>A leaf asks what no code answers, and its low child is itself: a row that is there stays.</remarks>
[StructLayout(LayoutKind.Sequential)]
internal struct DeepNode
{
    /// <summary>Where the node's plane begins, times 256, and the limit.</summary>
    public uint Question;

    /// <summary>The child of a row that goes low; the next node is that of one that goes high.</summary>
    public int Low;
}
