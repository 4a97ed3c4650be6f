using LoanDefault.Core.Scoring.Trees;

namespace LoanDefault.Core.Scoring.Kernels;

/// <summary>What of a tree is below six levels, level by level, each pair of children side by side; nothing of a shallow tree.</summary>
internal sealed class DeepNodes
{
    private readonly List<DeepNode> _nodes = [];
    private readonly List<int> _sources = [];
    private readonly Dictionary<int, int> _positions = [];

    /// <summary>Collects a tree's nodes.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="plan">The model's codes.</param>
    /// <param name="rows">The rows of a plane.</param>
    public DeepNodes(Tree tree, CodePlan plan, int rows)
    {
        if (tree.Depth <= CompleteTrees.MostLevels)
            return;
        // Where rows leave the complete levels: the nodes of the sixth level, and the leaves above them.
        AddExits(tree, node: 0, level: 0);
        for (int i = 0; i < _sources.Count; i++)
        {
            TreeNode node = tree.Nodes[_sources[i]];
            if (node.IsLeaf)
            {
                _nodes.Add(new DeepNode { Question = byte.MaxValue, Low = i });
                continue;
            }

            CodeCut cut = plan.CutOf(node);
            _nodes.Add(new DeepNode { Question = (uint)cut.Plane * (uint)rows << 8 | cut.Limit, Low = _sources.Count });
            _sources.Add(cut.LowIsTrue ? node.TrueChild : node.FalseChild);
            _sources.Add(cut.LowIsTrue ? node.FalseChild : node.TrueChild);
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => _nodes.Count;

    /// <summary>The tree's node at a position.</summary>
    public int SourceOf(int position) => _sources[position];

    /// <summary>The position of a node at which rows leave the complete levels.</summary>
    public int PositionOf(int exit) => _positions[exit];

    public void CopyTo(Span<DeepNode> nodes) => _nodes.CopyTo(nodes);

    private void AddExits(Tree tree, int node, int level)
    {
        if (level == CompleteTrees.MostLevels || tree.Nodes[node].IsLeaf)
        {
            _positions.Add(node, _sources.Count);
            _sources.Add(node);
            return;
        }

        AddExits(tree, tree.Nodes[node].TrueChild, level + 1);
        AddExits(tree, tree.Nodes[node].FalseChild, level + 1);
    }
}
