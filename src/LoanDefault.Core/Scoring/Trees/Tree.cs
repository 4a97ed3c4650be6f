namespace LoanDefault.Core.Scoring.Trees;

/// <summary>A binary tree. Node 0 is the root, every child stands behind its parent, every other node has one parent.</summary>
public sealed class Tree
{
    /// <summary>Makes a tree of nodes that have this shape.</summary>
    /// <param name="nodes">The nodes, root first.</param>
    /// <exception cref="ArgumentException">They do not have it.</exception>
    public Tree(IReadOnlyList<TreeNode> nodes)
    {
        if (nodes.Count == 0)
            throw new ArgumentException("a tree has at least one node", nameof(nodes));
        Nodes = nodes;
        Depth = CheckedDepth(nodes);
    }

    /// <summary>The nodes, root first.</summary>
    public IReadOnlyList<TreeNode> Nodes { get; }

    /// <summary>How many questions the longest way to a leaf has; 0 when the root is a leaf.</summary>
    public int Depth { get; }

    /// <summary>How many leaves it has.</summary>
    public int LeafCount => (Nodes.Count + 1) / 2;

    private static int CheckedDepth(IReadOnlyList<TreeNode> nodes)
    {
        var depths = new int[nodes.Count];
        Array.Fill(depths, -1);
        depths[0] = 0;
        for (int i = 0; i < nodes.Count; i++)
        {
            if (depths[i] < 0)
                throw new ArgumentException($"node {i} has no parent before it", nameof(nodes));
            if (nodes[i].IsLeaf)
                continue;
            foreach (int child in (ReadOnlySpan<int>)[nodes[i].TrueChild, nodes[i].FalseChild])
            {
                if (child <= i || child >= nodes.Count || depths[child] >= 0)
                    throw new ArgumentException($"node {i} cannot have node {child} as a child", nameof(nodes));
                depths[child] = depths[i] + 1;
            }
        }

        return depths.Max();
    }
}
