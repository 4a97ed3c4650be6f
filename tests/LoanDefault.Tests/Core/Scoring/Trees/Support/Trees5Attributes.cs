using Google.Protobuf;
using LoanDefault.Core.Scoring.Trees;
using LoanDefault.Onnx;
using LoanDefault.Onnx.Protos;
using static LoanDefault.Onnx.Protos.AttributeProto.Types;
using static LoanDefault.Onnx.Protos.TensorProto.Types;

namespace LoanDefault.Tests.Core.Scoring.Trees.Support;

/// <summary>The attributes of TreeEnsemble of ai.onnx.ml 5.</summary>
internal sealed class Trees5Attributes
{
    private static readonly SplitRule[] Modes =
    [
        SplitRule.LessOrEqual, SplitRule.Less, SplitRule.GreaterOrEqual, SplitRule.Greater,
        SplitRule.Equal, SplitRule.NotEqual, SplitRule.Member,
    ];

    private readonly List<TreeNode> _branches = [];
    private readonly List<(long True, bool TrueIsLeaf, long False, bool FalseIsLeaf)> _children = [];
    private readonly List<Vote> _leaves = [];
    private readonly List<long> _roots = [];

    public static IEnumerable<AttributeProto> Of(TreeEnsemble ensemble)
    {
        var attributes = new Trees5Attributes();
        foreach (Tree tree in ensemble.Trees)
            attributes.Add(tree);
        return attributes.All(ensemble);
    }

    private void Add(Tree tree)
    {
        long firstBranch = _branches.Count, firstLeaf = _leaves.Count;
        _roots.Add(firstBranch);
        if (tree.Nodes[0].IsLeaf)
        {
            _leaves.Add(tree.Nodes[0].Votes![0]);
            _branches.Add(TreeNode.Branch(SplitRule.LessOrEqual, 0, 0, 0, 0, missingIsTrue: false));
            _children.Add((firstLeaf, true, firstLeaf, true));
            return;
        }

        var position = new Dictionary<int, long>();
        foreach ((TreeNode node, int i) in tree.Nodes.Select((n, i) => (n, i)))
            position[i] = node.IsLeaf ? firstLeaf++ : firstBranch++;
        foreach (TreeNode node in tree.Nodes)
        {
            if (node.IsLeaf)
            {
                _leaves.Add(node.Votes!.Single());
                continue;
            }

            _branches.Add(node);
            _children.Add((position[node.TrueChild], tree.Nodes[node.TrueChild].IsLeaf, position[node.FalseChild], tree.Nodes[node.FalseChild].IsLeaf));
        }
    }

    private IEnumerable<AttributeProto> All(TreeEnsemble ensemble)
    {
        yield return ProtoParts.Ints("tree_roots", _roots);
        yield return ProtoParts.Ints("nodes_featureids", _branches.Select(n => (long)n.Feature));
        yield return ProtoParts.Ints("nodes_truenodeids", _children.Select(c => c.True));
        yield return ProtoParts.Ints("nodes_trueleafs", _children.Select(c => c.TrueIsLeaf ? 1L : 0L));
        yield return ProtoParts.Ints("nodes_falsenodeids", _children.Select(c => c.False));
        yield return ProtoParts.Ints("nodes_falseleafs", _children.Select(c => c.FalseIsLeaf ? 1L : 0L));
        yield return ProtoParts.Ints("nodes_missing_value_tracks_true", _branches.Select(n => n.MissingIsTrue ? 1L : 0L));
        yield return new AttributeProto
        {
            Name = "nodes_modes",
            Type = AttributeType.Tensor,
            T = new TensorProto
            {
                DataType = (int)DataType.Uint8,
                Dims = { _branches.Count },
                RawData = ByteString.CopyFrom([.. _branches.Select(n => (byte)Array.IndexOf(Modes, n.Rule))]),
            },
        };
        yield return EnsembleProtos.Tensor("nodes_splits", _branches.Select(n => n.Threshold), ensemble.IsDouble);
        IEnumerable<TreeNode> sets = _branches.Where(n => n.Members is not null);
        if (sets.Any())
            yield return EnsembleProtos.Tensor("membership_values", sets.SelectMany(n => n.Members!.Append(double.NaN)), ensemble.IsDouble);
        yield return ProtoParts.Ints("leaf_targetids", _leaves.Select(v => (long)v.Target));
        yield return EnsembleProtos.Tensor("leaf_weights", _leaves.Select(v => v.Weight), ensemble.IsDouble);
        yield return EnsembleProtos.Int("n_targets", ensemble.TargetCount);
        yield return EnsembleProtos.Int("aggregate_function", ensemble.Aggregation switch
        {
            Aggregation.Average => 0,
            Aggregation.Sum => 1,
            Aggregation.Min => 2,
            _ => 3,
        });
        yield return EnsembleProtos.Int("post_transform", (long)ensemble.PostTransform);
    }
}
