namespace LoanDefault.Core.Scoring.Trees.Reading;

/// <summary>The parallel lists <c>nodes_*</c> of the classic operators, and where each node is.</summary>
internal sealed class ClassicNodes
{
    private readonly NodeAttributes _attributes;
    private readonly IReadOnlyList<long> _trees;
    private readonly IReadOnlyList<long> _ids;
    private readonly IReadOnlyList<long> _features;
    private readonly IReadOnlyList<long> _trueIds;
    private readonly IReadOnlyList<long> _falseIds;
    private readonly IReadOnlyList<long> _missing;
    private readonly double[] _values;
    private readonly SplitRule[] _rules;
    private readonly Dictionary<long, int> _starts = [];

    // Null where each tree's nodes stand together and their ids count from 0, as most exporters write them.
    private readonly Dictionary<(long Tree, long Node), int>? _positions;

    public ClassicNodes(NodeAttributes attributes, int featureCount, bool isDouble)
    {
        _attributes = attributes;
        _trees = attributes.Integers("nodes_treeids");
        _ids = attributes.Integers("nodes_nodeids");
        _features = attributes.Integers("nodes_featureids");
        _trueIds = attributes.Integers("nodes_truenodeids");
        _falseIds = attributes.Integers("nodes_falsenodeids");
        _missing = attributes.Integers("nodes_missing_value_tracks_true");
        _values = attributes.Numbers("nodes_values", isDouble);
        IReadOnlyList<string> modes = attributes.Texts("nodes_modes");
        CheckLengths(modes.Count);
        _rules = [.. modes.Select(RuleOf)];
        if (!CountsUp())
            _positions = new Dictionary<(long, long), int>(Count);
        for (int i = 0; i < _trees.Count; i++)
            Check(i, featureCount);
    }

    public int Count => _trees.Count;

    /// <summary>Where a node is in the lists, or -1.</summary>
    public int Find(long tree, long node)
    {
        if (_positions is not null)
            return _positions.GetValueOrDefault((tree, node), -1);
        if (!_starts.TryGetValue(tree, out int start) || node < 0 || node >= Count - start)
            return -1;
        int position = start + (int)node;
        return _trees[position] == tree ? position : -1;
    }

    public bool IsLeaf(int position) => _rules[position] == SplitRule.Leaf;

    /// <summary>The trees in the order of the lists, which is the order of the sums.</summary>
    /// <param name="votes">The votes of the node at each position.</param>
    public IReadOnlyList<Tree> Trees(Vote[][] votes)
    {
        // All runs before a tree is followed: in a tree that stands in two pieces a way leads out of the first.
        List<(int First, int End)> runs = Runs();
        return [.. runs.Select(run => TreeAt(run.First, run.End, votes))];
    }

    /// <summary>Refuses a leaf without a vote.</summary>
    public void RefuseSilentLeaf(Vote[][] votes)
    {
        for (int i = 0; i < Count; i++)
        {
            if (IsLeaf(i) && votes[i].Length == 0)
                throw _attributes.Broken(_trees[i], _ids[i], "is a leaf without a weight");
        }
    }

    private List<(int First, int End)> Runs()
    {
        var runs = new List<(int, int)>();
        var done = new HashSet<long>();
        for (int first = 0, end; first < Count; first = end)
        {
            long tree = _trees[first];
            if (!done.Add(tree))
                throw _attributes.Broken(tree, _ids[first], "stands apart from its tree's other nodes: ONNX Runtime would add that tree twice");
            for (end = first + 1; end < Count && _trees[end] == tree; end++)
            {
            }

            runs.Add((first, end));
        }

        return runs;
    }

    private bool CountsUp()
    {
        for (int i = 0; i < Count; i++)
        {
            bool begins = i == 0 || _trees[i] != _trees[i - 1];
            if (_ids[i] != (begins ? 0 : _ids[i - 1] + 1) || begins && !_starts.TryAdd(_trees[i], i))
                return false;
        }

        return true;
    }

    private Tree TreeAt(int first, int end, Vote[][] votes)
    {
        long tree = _trees[first];
        var reached = new bool[end - first];
        Tree built = new TreeShape(_attributes, tree).Build(first, Read, i => _ids[i]);
        for (int i = first; i < end; i++)
        {
            if (!reached[i - first])
                throw _attributes.Broken(tree, _ids[i], $"cannot be reached from the tree's first node, {_ids[first]}");
        }

        return built;

        TreeNode Read(int position)
        {
            reached[position - first] = true;
            return NodeAt(position, votes[position]);
        }
    }

    private TreeNode NodeAt(int position, Vote[] votes)
    {
        long tree = _trees[position];
        if (IsLeaf(position))
            return TreeNode.Leaf(votes);
        Numbers.CheckThreshold(_attributes, tree, _ids[position], _values[position]);
        return TreeNode.Branch(
            _rules[position],
            (int)_features[position],
            _values[position],
            Child(position, _trueIds[position]),
            Child(position, _falseIds[position]),
            _missing.Count > 0 && _missing[position] == 1);
    }

    private int Child(int parent, long id) => Find(_trees[parent], id) is >= 0 and var child
        ? child
        : throw _attributes.Broken(_trees[parent], _ids[parent], $"its child {id} is not in the tree");

    private void CheckLengths(int modes)
    {
        if (Count == 0)
            throw _attributes.Broken("there is no tree");
        if (new[] { _ids.Count, _features.Count, _trueIds.Count, _falseIds.Count, _values.Length, modes }.Any(length => length != Count)
            || _missing.Count != 0 && _missing.Count != Count)
            throw _attributes.Broken("the lists nodes_* have different lengths");
    }

    private void Check(int position, int featureCount)
    {
        long tree = _trees[position], node = _ids[position];
        // ONNX Runtime keeps both as 32-bit numbers and takes a child's id for a position below the number of nodes.
        if (tree is < 0 or > int.MaxValue || node < 0 || node >= Count)
            throw _attributes.Broken(tree, node, $"tree ids are 0 to {int.MaxValue}, node ids below the number of nodes, {Count}");
        if (_positions is not null && !_positions.TryAdd((tree, node), position))
            throw _attributes.Broken(tree, node, "is there twice");
        if (_features[position] < 0 || _features[position] >= featureCount)
            throw _attributes.Broken(tree, node, $"asks about feature {_features[position]}; a row has {featureCount}");
        if (_missing.Count > 0 && _missing[position] is not (0 or 1))
            throw _attributes.Broken(tree, node, $"nodes_missing_value_tracks_true is {_missing[position]}, neither 0 nor 1");
    }

    private SplitRule RuleOf(string mode, int position) => mode switch
    {
        "LEAF" => SplitRule.Leaf,
        "BRANCH_LEQ" => SplitRule.LessOrEqual,
        "BRANCH_LT" => SplitRule.Less,
        "BRANCH_GTE" => SplitRule.GreaterOrEqual,
        "BRANCH_GT" => SplitRule.Greater,
        "BRANCH_EQ" => SplitRule.Equal,
        "BRANCH_NEQ" => SplitRule.NotEqual,
        _ => throw _attributes.Broken(_trees[position], _ids[position], $"mode '{mode}' is unknown"),
    };
}
