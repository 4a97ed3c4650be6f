using LoanDefault.Core.Errors;

namespace LoanDefault.Core.Scoring.Trees.Reading;

/// <summary>Makes a tree of nodes that refer to each other in any order; refuses what is no tree.</summary>
/// <param name="attributes">The operator, for messages.</param>
/// <param name="tree">The tree's number in the model, for messages.</param>
internal sealed class TreeShape(NodeAttributes attributes, long tree)
{
    /// <summary>The longest way to a leaf that is read: ONNX Runtime walks a tree by recursion when it loads one.</summary>
    public const int DeepestLeaf = 1000;

    private readonly List<TreeNode> _nodes = [];
    private readonly List<int> _trueChildren = [];
    private readonly List<int> _falseChildren = [];
    private readonly Stack<(int Source, int Parent, bool IsTrueChild, int Depth)> _open = new();

    /// <summary>Walks from the root; each node once, parents before children.</summary>
    /// <param name="root">The root's position in the source.</param>
    /// <param name="read">A source node, its children still by their position in the source.</param>
    /// <param name="nameOf">The number by which the model knows a node.</param>
    public Tree Build(int root, Func<int, TreeNode> read, Func<int, long> nameOf)
    {
        var seen = new HashSet<int>();
        _open.Push((root, -1, false, 0));
        while (_open.TryPop(out (int Source, int Parent, bool IsTrueChild, int Depth) next))
        {
            if (!seen.Add(next.Source))
                throw Broken(nameOf(next.Source), "is met twice: nodes of a tree have one parent and no loop");
            if (next.Depth > DeepestLeaf)
                throw Broken(nameOf(next.Source), $"is more than {DeepestLeaf} questions below the root");
            Append(read(next.Source), next.Parent, next.IsTrueChild, next.Depth);
        }

        // Where the children stand is known at the end only, and a node is copied once.
        return new Tree([.. _nodes.Select((node, i) => node.IsLeaf ? node : node with { TrueChild = _trueChildren[i], FalseChild = _falseChildren[i] })]);
    }

    private void Append(TreeNode node, int parent, bool isTrueChild, int depth)
    {
        int position = _nodes.Count;
        _nodes.Add(node);
        _trueChildren.Add(0);
        _falseChildren.Add(0);
        if (parent >= 0)
            (isTrueChild ? _trueChildren : _falseChildren)[parent] = position;
        if (node.IsLeaf)
            return;
        _open.Push((node.FalseChild, position, false, depth + 1));
        _open.Push((node.TrueChild, position, true, depth + 1));
    }

    private BadInputException Broken(long node, string problem) => attributes.Broken(tree, node, problem);
}
