using LoanDefault.Core.Errors;
using LoanDefault.Onnx.Protos;
using static LoanDefault.Onnx.Protos.TensorProto.Types;

namespace LoanDefault.Core.Scoring.Trees.Reading;

/// <summary>
/// Reads TreeEnsemble of ai.onnx.ml 5: branches and leaves in lists of their own, the roots named, sets of members behind
/// each other with NaN between them.
/// </summary>
internal sealed class Trees5Reader
{
    private static readonly HashSet<string> Known =
    [
        "aggregate_function", "leaf_targetids", "leaf_weights", "membership_values", "n_targets", "nodes_falseleafs",
        "nodes_falsenodeids", "nodes_featureids", "nodes_hitrates", "nodes_missing_value_tracks_true", "nodes_modes",
        "nodes_splits", "nodes_trueleafs", "nodes_truenodeids", "post_transform", "tree_roots",
    ];

    private static readonly SplitRule[] Rules =
    [
        SplitRule.LessOrEqual, SplitRule.Less, SplitRule.GreaterOrEqual, SplitRule.Greater,
        SplitRule.Equal, SplitRule.NotEqual, SplitRule.Member,
    ];

    private readonly NodeAttributes _attributes;
    private readonly int _featureCount;
    private readonly bool _isDouble;
    private readonly IReadOnlyList<long> _features;
    private readonly IReadOnlyList<long> _trueIds;
    private readonly IReadOnlyList<long> _falseIds;
    private readonly IReadOnlyList<long> _trueLeafs;
    private readonly IReadOnlyList<long> _falseLeafs;
    private readonly IReadOnlyList<long> _missing;
    private readonly IReadOnlyList<long> _targets;
    private readonly double[] _modes;
    private readonly double[] _splits;
    private readonly double[] _weights;

    /// <summary>Prepares to read an operator; parameters as of <see cref="ClassicTreesReader"/>.</summary>
    public Trees5Reader(NodeProto node, int features, bool isDouble, string file)
    {
        _attributes = new NodeAttributes(node, file);
        _attributes.CheckNames(Known);
        _featureCount = features;
        _isDouble = isDouble;
        _features = _attributes.Integers("nodes_featureids");
        _trueIds = _attributes.Integers("nodes_truenodeids");
        _falseIds = _attributes.Integers("nodes_falsenodeids");
        _trueLeafs = _attributes.Integers("nodes_trueleafs");
        _falseLeafs = _attributes.Integers("nodes_falseleafs");
        _missing = _attributes.Integers("nodes_missing_value_tracks_true");
        _targets = _attributes.Integers("leaf_targetids");
        _modes = _attributes.Tensor("nodes_modes", DataType.Uint8);
        _splits = _attributes.Tensor("nodes_splits", Type);
        _weights = _attributes.Tensor("leaf_weights", Type);
    }

    private DataType Type => _isDouble ? DataType.Double : DataType.Float;

    /// <summary>Reads and checks it.</summary>
    /// <exception cref="BadInputException">It is broken; the message names tree and node.</exception>
    public TreeEnsemble Read()
    {
        if (_attributes.Integer("n_targets", 0) is not (> 0 and <= ushort.MaxValue and var targets))
            throw _attributes.Broken($"n_targets must be 1 to {ushort.MaxValue}");
        CheckLengths();
        for (int i = 0; i < _features.Count; i++)
            CheckNode(i);
        for (int i = 0; i < _weights.Length; i++)
            CheckLeaf(i, (int)targets);
        return new TreeEnsemble
        {
            Operator = TreeOperator.Ensemble,
            FeatureCount = _featureCount,
            TargetCount = (int)targets,
            IsDouble = _isDouble,
            Trees = Trees(Members()),
            Aggregation = AggregationOf(_attributes.Integer("aggregate_function", 1)),
            PostTransform = TransformOf(_attributes.Integer("post_transform", 0)),
        };
    }

    private void CheckLengths()
    {
        int count = _features.Count;
        if (new[] { _trueIds.Count, _falseIds.Count, _trueLeafs.Count, _falseLeafs.Count, _modes.Length, _splits.Length }.Any(length => length != count)
            || _missing.Count != 0 && _missing.Count != count)
            throw _attributes.Broken("the lists nodes_* have different lengths");
        if (_targets.Count != _weights.Length)
            throw _attributes.Broken("the lists leaf_* have different lengths");
    }

    // Nodes are not known by a tree here, so messages give their position in the lists.
    private void CheckNode(int node)
    {
        if (_modes[node] >= Rules.Length)
            throw Broken(node, $"mode {_modes[node]} is unknown");
        if (_features[node] < 0 || _features[node] >= _featureCount)
            throw Broken(node, $"asks about feature {_features[node]}; a row has {_featureCount}");
        if (_missing.Count > 0 && _missing[node] is not (0 or 1))
            throw Broken(node, $"nodes_missing_value_tracks_true is {_missing[node]}, neither 0 nor 1");
        if (Rules[(int)_modes[node]] != SplitRule.Member && double.IsNaN(_splits[node]))
            throw Broken(node, "its threshold is NaN");
        CheckChild(node, _trueIds[node], _trueLeafs[node]);
        CheckChild(node, _falseIds[node], _falseLeafs[node]);
    }

    private void CheckChild(int node, long child, long isLeaf)
    {
        if (isLeaf is not (0 or 1))
            throw Broken(node, $"whether its child is a leaf must be 0 or 1, not {isLeaf}");
        if (child < 0 || child >= (isLeaf == 1 ? _weights.Length : _features.Count))
            throw Broken(node, $"its child {child} is not there");
    }

    private void CheckLeaf(int leaf, int targets)
    {
        if (_targets[leaf] < 0 || _targets[leaf] >= targets)
            throw _attributes.Broken($"leaf {leaf}: votes for {_targets[leaf]}; there are {targets} sums");
        if (!double.IsFinite(_weights[leaf]))
            throw _attributes.Broken($"leaf {leaf}: its weight is {_weights[leaf]}");
    }

    private double[][] Members()
    {
        double[] values = _attributes.Tensor("membership_values", Type);
        var members = new double[_modes.Length][];
        int next = 0;
        for (int node = 0; node < members.Length; node++)
        {
            if (Rules[(int)_modes[node]] != SplitRule.Member)
                continue;
            int first = Math.Min(next, values.Length);
            for (next = first; next < values.Length && !double.IsNaN(values[next]); next++)
            {
            }

            members[node] = values[first..next++];
            if (members[node].Length == 0)
                throw Broken(node, "its set of members is empty");
        }

        return next >= values.Length ? members : throw _attributes.Broken("membership_values holds more sets than there are nodes for them");
    }

    private List<Tree> Trees(double[][] members)
    {
        IReadOnlyList<long> roots = _attributes.Integers("tree_roots");
        if (roots.Count == 0)
            throw _attributes.Broken("there is no tree");
        var owner = new int[_features.Count];
        var trees = new List<Tree>(roots.Count);
        foreach (long root in roots)
        {
            if (root < 0 || root >= _features.Count)
                throw _attributes.Broken($"tree {trees.Count}: its root {root} is not there");
            trees.Add(TreeAt((int)root, trees.Count, owner, members));
        }

        return Array.IndexOf(owner, 0) is >= 0 and var unreached
            ? throw Broken(unreached, "cannot be reached from a root")
            : trees;
    }

    private Tree TreeAt(int root, int tree, int[] owner, double[][] members)
    {
        // A leaf may serve several branches; each gets its own copy, which has a number behind those of all branches.
        int branches = _features.Count;
        var copies = new List<int>();
        // A tree of one leaf is written as a branch whose children are that leaf.
        bool isLeaf = _trueIds[root] == _falseIds[root] && _trueLeafs[root] == 1 && _falseLeafs[root] == 1;
        if (isLeaf)
        {
            // ONNX Runtime takes the root's position for the leaf's, in the leaves or behind them.
            if (_trueIds[root] != root)
                throw _attributes.Broken(tree, root, $"stands for leaf {_trueIds[root]} alone: ONNX Runtime would take leaf {root}");
            Own(root);
        }

        return new TreeShape(_attributes, tree).Build(
            isLeaf ? Copy(_trueIds[root]) : root,
            i => i >= branches ? LeafAt(copies[i - branches]) : Branch(i),
            i => i < branches ? i : copies[i - branches]);

        TreeNode Branch(int node)
        {
            Own(node);
            return BranchAt(node, members[node], _trueLeafs[node] == 1 ? Copy(_trueIds[node]) : (int)_trueIds[node], _falseLeafs[node] == 1 ? Copy(_falseIds[node]) : (int)_falseIds[node]);
        }

        int Copy(long leaf)
        {
            copies.Add((int)leaf);
            return branches + copies.Count - 1;
        }

        void Own(int node)
        {
            if (owner[node] != 0)
                throw _attributes.Broken(tree, node, "belongs to two trees or two branches");
            owner[node] = tree + 1;
        }
    }

    private TreeNode BranchAt(int node, double[]? members, int trueChild, int falseChild)
    {
        SplitRule rule = Rules[(int)_modes[node]];
        TreeNode branch = TreeNode.Branch(
            rule, (int)_features[node], members is null ? _splits[node] : 0, trueChild, falseChild, _missing.Count > 0 && _missing[node] == 1);
        return members is null ? branch : branch with { Members = members };
    }

    private TreeNode LeafAt(int leaf) => TreeNode.Leaf(new Vote((int)_targets[leaf], _weights[leaf]));

    private Aggregation AggregationOf(long number) => number switch
    {
        0 => Aggregation.Average,
        1 => Aggregation.Sum,
        2 => Aggregation.Min,
        3 => Aggregation.Max,
        _ => throw _attributes.Broken($"aggregate_function {number} is unknown"),
    };

    // ONNX Runtime's numbers: the operator's text has SOFTMAX at 1 and LOGISTIC at 2.
    private PostTransform TransformOf(long number) => number switch
    {
        0 => PostTransform.None,
        1 => PostTransform.Logistic,
        2 => PostTransform.Softmax,
        3 => PostTransform.SoftmaxZero,
        4 => PostTransform.Probit,
        _ => throw _attributes.Broken($"post_transform {number} is unknown"),
    };

    private BadInputException Broken(int node, string problem) => _attributes.Broken($"node {node}: {problem}");
}
