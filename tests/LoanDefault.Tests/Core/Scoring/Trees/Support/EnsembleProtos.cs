using LoanDefault.Core.Scoring.Trees;
using LoanDefault.Onnx.Protos;
using static LoanDefault.Onnx.ProtoParts;
using static LoanDefault.Onnx.Protos.AttributeProto.Types;
using static LoanDefault.Onnx.Protos.TensorProto.Types;

namespace LoanDefault.Tests.Core.Scoring.Trees.Support;

/// <summary>Writes an ensemble as an ONNX model of its operator.</summary>
internal static class EnsembleProtos
{
    public const string Input = "x";
    public const string Label = "label";
    public const string Scores = "scores";

    public static ModelProto Model(TreeEnsemble ensemble)
    {
        DataType number = ensemble.IsDouble ? DataType.Double : DataType.Float;
        var graph = new GraphProto
        {
            Name = "trees",
            Node = { Node(ensemble) },
            Input = { Value(Input, number, ensemble.FeatureCount) },
        };
        if (ensemble.Operator == TreeOperator.Classifier)
            graph.Output.Add(Value(Label, ensemble.TextLabels.Count > 0 ? DataType.String : DataType.Int64));
        // The classic operators give floats whatever they are fed with.
        graph.Output.Add(Value(Scores, ensemble.Operator == TreeOperator.Ensemble ? number : DataType.Float, ensemble.TargetCount));
        return new ModelProto
        {
            IrVersion = 8,
            OpsetImport =
            {
                new OperatorSetIdProto { Version = 17 },
                new OperatorSetIdProto { Domain = "ai.onnx.ml", Version = ensemble.Operator == TreeOperator.Ensemble ? 5 : 3 },
            },
            Graph = graph,
        };
    }

    private static NodeProto Node(TreeEnsemble ensemble)
    {
        bool isClassifier = ensemble.Operator == TreeOperator.Classifier;
        var node = new NodeProto
        {
            OpType = ensemble.Operator switch
            {
                TreeOperator.Classifier => "TreeEnsembleClassifier",
                TreeOperator.Regressor => "TreeEnsembleRegressor",
                _ => "TreeEnsemble",
            },
            Domain = "ai.onnx.ml",
            Input = { Input },
            Output = { isClassifier ? [Label, Scores] : [Scores] },
        };
        node.Attribute.AddRange(ensemble.Operator == TreeOperator.Ensemble ? Trees5Attributes.Of(ensemble) : ClassicAttributes(ensemble));
        return node;
    }

    private static IEnumerable<AttributeProto> ClassicAttributes(TreeEnsemble ensemble)
    {
        (long Tree, long Id, TreeNode Node)[] nodes =
            [.. ensemble.Trees.SelectMany((tree, t) => tree.Nodes.Select((node, n) => ((long)t, (long)n, node)))];
        (long Tree, long Id, Vote Vote)[] votes =
            [.. nodes.Where(n => n.Node.IsLeaf).SelectMany(n => n.Node.Votes!.Select(v => (n.Tree, n.Id, v)))];
        bool isClassifier = ensemble.Operator == TreeOperator.Classifier;
        string prefix = isClassifier ? "class" : "target";
        yield return Ints("nodes_treeids", nodes.Select(n => n.Tree));
        yield return Ints("nodes_nodeids", nodes.Select(n => n.Id));
        yield return Ints("nodes_featureids", nodes.Select(n => (long)n.Node.Feature));
        yield return Ints("nodes_truenodeids", nodes.Select(n => (long)n.Node.TrueChild));
        yield return Ints("nodes_falsenodeids", nodes.Select(n => (long)n.Node.FalseChild));
        yield return Ints("nodes_missing_value_tracks_true", nodes.Select(n => n.Node.MissingIsTrue ? 1L : 0L));
        yield return Texts("nodes_modes", nodes.Select(n => ModeOf(n.Node.Rule)));
        yield return Numbers("nodes_values", nodes.Select(n => n.Node.Threshold), ensemble.IsDouble);
        yield return Ints(prefix + "_treeids", votes.Select(v => v.Tree));
        yield return Ints(prefix + "_nodeids", votes.Select(v => v.Id));
        yield return Ints(prefix + "_ids", votes.Select(v => (long)v.Vote.Target));
        yield return Numbers(prefix + "_weights", votes.Select(v => v.Vote.Weight), ensemble.IsDouble);
        if (ensemble.BaseValues.Count > 0)
            yield return Numbers("base_values", ensemble.BaseValues, ensemble.IsDouble);
        yield return Text("post_transform", TransformName(ensemble.PostTransform));
        if (!isClassifier)
        {
            yield return Int("n_targets", ensemble.TargetCount);
            yield return Text("aggregate_function", ensemble.Aggregation.ToString().ToUpperInvariant());
        }
        else if (ensemble.TextLabels.Count > 0)
        {
            yield return Texts("classlabels_strings", ensemble.TextLabels);
        }
        else
        {
            yield return Ints("classlabels_int64s", ensemble.NumberLabels);
        }
    }

    private static string TransformName(PostTransform transform) =>
        transform == PostTransform.SoftmaxZero ? "SOFTMAX_ZERO" : transform.ToString().ToUpperInvariant();

    private static string ModeOf(SplitRule rule) => rule switch
    {
        SplitRule.Leaf => "LEAF",
        SplitRule.LessOrEqual => "BRANCH_LEQ",
        SplitRule.Less => "BRANCH_LT",
        SplitRule.GreaterOrEqual => "BRANCH_GTE",
        SplitRule.Greater => "BRANCH_GT",
        SplitRule.Equal => "BRANCH_EQ",
        SplitRule.NotEqual => "BRANCH_NEQ",
        _ => throw new ArgumentException("the classic operators have no members", nameof(rule)),
    };

    public static AttributeProto Int(string name, long value) => new() { Name = name, Type = AttributeType.Int, I = value };

    public static AttributeProto Tensor(string name, IEnumerable<double> values, bool isDouble)
    {
        double[] all = [.. values];
        TensorProto tensor = isDouble
            ? new TensorProto { DataType = (int)DataType.Double, DoubleData = { all } }
            : new TensorProto { DataType = (int)DataType.Float, FloatData = { all.Select(v => (float)v) } };
        tensor.Name = name;
        tensor.Dims.Add(all.Length);
        return new AttributeProto { Name = name, Type = AttributeType.Tensor, T = tensor };
    }

    private static AttributeProto Numbers(string name, IEnumerable<double> values, bool isDouble) => isDouble
        ? Tensor(name + "_as_tensor", values, isDouble)
        : Floats(name, values.Select(v => (float)v));
}
