namespace LoanDefault.Onnx.Trees;

/// <summary>A binary decision tree; node 0 is its root, and every child stands behind its parent.</summary>
public sealed class DecisionTree
{
    private readonly TreeNode[] _nodes;

    /// <summary>Makes a tree and checks its shape.</summary>
    /// <param name="nodes">The nodes, root first, each child behind its parent, each but the root the child of one.</param>
    /// <exception cref="ArgumentException">
    /// The nodes are no such tree, or a number in them is not finite (a NaN threshold would send every value the same way).
    /// </exception>
    public DecisionTree(IEnumerable<TreeNode> nodes)
    {
        ArgumentNullException.ThrowIfNull(nodes);
        _nodes = nodes.ToArray();
        Check(_nodes);
    }

    /// <summary>The nodes, root first.</summary>
    public IReadOnlyList<TreeNode> Nodes => _nodes;

    /// <summary>The weight of the leaf that a row reaches.</summary>
    /// <param name="row">The features of the row in order; NaN is missing.</param>
    public float Evaluate(ReadOnlySpan<float> row)
    {
        ref readonly var node = ref _nodes[0];
        while (!node.IsLeaf)
        {
            var value = row[node.Feature];
            var isTrue = float.IsNaN(value) ? node.MissingIsTrue : value < node.Threshold;
            node = ref _nodes[isTrue ? node.TrueChild : node.FalseChild];
        }
        return node.Weight;
    }

    private static void Check(TreeNode[] nodes)
    {
        if (nodes.Length == 0)
            throw new ArgumentException("a tree needs at least one node", nameof(nodes));
        var parents = new int[nodes.Length];
        for (var i = 0; i < nodes.Length; i++)
        {
            var node = nodes[i];
            if (!float.IsFinite(node.Weight) || !float.IsFinite(node.Threshold) || !float.IsFinite(node.Cover))
                throw new ArgumentException($"node {i} has a weight, threshold or cover that is not finite", nameof(nodes));
            if (node.IsLeaf)
                continue;
            if (node.Feature < 0)
                throw new ArgumentException($"node {i} asks about feature {node.Feature}", nameof(nodes));
            CountChild(parents, i, node.TrueChild);
            CountChild(parents, i, node.FalseChild);
        }
        for (var i = 1; i < nodes.Length; i++)
        {
            if (parents[i] != 1)
                throw new ArgumentException($"node {i} is the child of {parents[i]} nodes, not of one", nameof(nodes));
        }
    }

    private static void CountChild(int[] parents, int parent, int child)
    {
        if (child <= parent || child >= parents.Length)
            throw new ArgumentException($"node {parent} has the child {child}: a child stands behind its parent", nameof(child));
        parents[child]++;
    }
}
