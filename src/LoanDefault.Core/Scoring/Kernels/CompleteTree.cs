namespace LoanDefault.Core.Scoring.Kernels;

/// <summary>One tree as <see cref="TreeBlock{TLanes, TBytes}"/> reads it; the memory is <see cref="CompleteTrees"/>'.</summary>
internal unsafe struct CompleteTree
{
    /// <summary>How many levels are complete: 4, 5 or 6.</summary>
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
    /// The leaves' weights, vote after vote: four tables of their bytes, lowest first, each of 2^Levels. Null in a deep tree.
    /// </summary>
    public byte* Leaves;

    /// <summary>How many levels there are below the complete six; 0 in a tree that is not deep.</summary>
    public int LevelsBelow;

    /// <summary>Of a deep tree, the node that each of the 64 ways leads to.</summary>
    public int* Exits;

    /// <summary>Of a deep tree, the nodes below, each pair of children side by side.</summary>
    public DeepNode* Nodes;

    /// <summary>How many <see cref="Nodes"/> there are.</summary>
    public int NodeCount;

    /// <summary>Of a deep tree, the nodes' weights, vote after vote; 0 in a branch.</summary>
    public float* Weights;

    /// <summary>Where the limit of a node stands: the answers, then a zero, then ones up to bit 5.</summary>
    public static int LimitPosition(int level, int way) => way | 63 & ~((2 << level) - 1);

    /// <summary>A leaf's weight, put together of its bytes.</summary>
    public readonly float Leaf(int vote, int way)
    {
        byte* tables = Leaves + vote * (sizeof(float) << Levels);
        uint bits = 0;
        for (int part = 0; part < sizeof(float); part++)
            bits |= (uint)tables[(part << Levels) + way] << 8 * part;
        return BitConverter.UInt32BitsToSingle(bits);
    }
}
