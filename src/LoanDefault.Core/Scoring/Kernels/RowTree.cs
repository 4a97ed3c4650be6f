namespace LoanDefault.Core.Scoring.Kernels;

/// <summary>One tree as <see cref="RowTrees"/> walks it: its complete levels in level order, node 1 the root; all trees have as many.</summary>
internal unsafe struct RowTree
{
    /// <summary>Each node's plane times 256, and its limit; the children of node i are 2i and, for a row that goes high, 2i + 1.</summary>
    public uint* Nodes;

    /// <summary>The leaves' weights, vote after vote, in the order in which the last level leads to them. Null in a deep tree.</summary>
    public float* Leaves;

    /// <summary>Where a deep tree goes on, in the same order.</summary>
    public int* Exits;
}
