namespace LoanDefault.Core.Scoring.Kernels;

/// <summary>One tree as <see cref="TreeBlock{TLanes, TBytes}"/> reads it; the memory is <see cref="CompleteTrees"/>'.</summary>
internal unsafe struct CompleteTree
{
    /// <summary>4, 5 or 6.</summary>
    public int Levels;

    /// <summary>For how many sums its leaves vote.</summary>
    public int Votes;

    /// <summary>Each node's limit, where a position says: 64 bytes.</summary>
    public byte* Limits;

    /// <summary>Where each node's plane begins, level by level: 2^Levels - 1 offsets.</summary>
    public int* Planes;

    /// <summary>Where each sum that is voted for begins: <see cref="Votes"/> offsets in floats.</summary>
    public int* Sums;

    /// <summary>
    /// The leaves' weights, vote after vote: four tables of their bytes, lowest first, each of 2^Levels.
    /// </summary>
    public byte* Leaves;
}
