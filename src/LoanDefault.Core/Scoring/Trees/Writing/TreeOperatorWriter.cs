using LoanDefault.Onnx.Protos;
using static LoanDefault.Onnx.ProtoParts;
using static LoanDefault.Onnx.Protos.AttributeProto.Types;
using static LoanDefault.Onnx.Protos.TensorProto.Types;

namespace LoanDefault.Core.Scoring.Trees.Writing;

/// <summary>
/// Writes trees of floats as an ONNX model of one operator: input <c>features</c> [rows, features], output <c>scores</c>
/// [rows, sums] without a post-transform, and a classifier's <c>label</c>. The same trees give the same bytes.
/// </summary>
internal static class TreeOperatorWriter
{
    private const string FeaturesName = "features";
    private const string LabelName = "label";
    private const int MachineLearningOperatorSet = 3;
    private const int StandardOperatorSet = 15;
    private const int IrVersion = 8;
    private const string MachineLearningDomain = "ai.onnx.ml";

    /// <summary>Why trees cannot be written; null where they can.</summary>
    public static string? WhyNot(TreeEnsemble ensemble)
    {
        if (ensemble.IsDouble)
            return "its numbers are double";
        return ensemble.Trees.Any(t => t.Nodes.Any(n => n.Rule == SplitRule.Member)) ? "it asks whether a value is in a set" : null;
    }

    /// <summary>The model.</summary>
    /// <param name="ensemble">Trees that can be written.</param>
    /// <param name="scoresName">What the output with the sums is called.</param>
    public static ModelProto Write(TreeEnsemble ensemble, string scoresName)
    {
        bool isClassifier = ensemble.Operator == TreeOperator.Classifier;
        var node = new NodeProto
        {
            OpType = isClassifier ? "TreeEnsembleClassifier" : "TreeEnsembleRegressor",
            Domain = MachineLearningDomain,
            Name = "trees",
            Input = { FeaturesName },
            Output = { isClassifier ? [LabelName, scoresName] : [scoresName] },
            Attribute = { Attributes(ensemble, isClassifier).OrderBy(a => a.Name, StringComparer.Ordinal) },
        };
        var graph = new GraphProto { Name = "loan_default", Node = { node }, Input = { Value(FeaturesName, DataType.Float, ensemble.FeatureCount) } };
        if (isClassifier)
            graph.Output.Add(Value(LabelName, ensemble.TextLabels.Count > 0 ? DataType.String : DataType.Int64));
        graph.Output.Add(Value(scoresName, DataType.Float, ensemble.TargetCount));
        return new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = "LoanDefault",
            OpsetImport =
            {
                new OperatorSetIdProto { Version = StandardOperatorSet },
                new OperatorSetIdProto { Domain = MachineLearningDomain, Version = MachineLearningOperatorSet },
            },
            Graph = graph,
        };
    }

    private static IEnumerable<AttributeProto> Attributes(TreeEnsemble ensemble, bool isClassifier)
    {
        (long Tree, long Id, TreeNode Node)[] nodes =
            [.. ensemble.Trees.SelectMany((tree, t) => tree.Nodes.Select((node, n) => ((long)t, (long)n, node)))];
        (long Tree, long Id, Vote Vote)[] votes =
            [.. nodes.Where(n => n.Node.IsLeaf).SelectMany(n => n.Node.Votes!.Select(v => (n.Tree, n.Id, v)))];
        string prefix = isClassifier ? "class" : "target";
        yield return Ints("nodes_treeids", nodes.Select(n => n.Tree));
        yield return Ints("nodes_nodeids", nodes.Select(n => n.Id));
        yield return Ints("nodes_featureids", nodes.Select(n => (long)n.Node.Feature));
        yield return Ints("nodes_truenodeids", nodes.Select(n => (long)n.Node.TrueChild));
        yield return Ints("nodes_falsenodeids", nodes.Select(n => (long)n.Node.FalseChild));
        yield return Ints("nodes_missing_value_tracks_true", nodes.Select(n => n.Node.MissingIsTrue ? 1L : 0L));
        yield return Texts("nodes_modes", nodes.Select(n => ModeOf(n.Node.Rule)));
        yield return Floats("nodes_values", nodes.Select(n => (float)n.Node.Threshold));
        yield return Ints(prefix + "_treeids", votes.Select(v => v.Tree));
        yield return Ints(prefix + "_nodeids", votes.Select(v => v.Id));
        yield return Ints(prefix + "_ids", votes.Select(v => (long)v.Vote.Target));
        yield return Floats(prefix + "_weights", votes.Select(v => (float)v.Vote.Weight));
        if (ensemble.BaseValues.Count > 0)
            yield return Floats("base_values", ensemble.BaseValues.Select(v => (float)v));
        yield return Text("post_transform", "NONE");
        if (!isClassifier)
        {
            yield return new AttributeProto { Name = "n_targets", Type = AttributeType.Int, I = ensemble.TargetCount };
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

    private static string ModeOf(SplitRule rule) => rule switch
    {
        SplitRule.Leaf => "LEAF",
        SplitRule.LessOrEqual => "BRANCH_LEQ",
        SplitRule.Less => "BRANCH_LT",
        SplitRule.GreaterOrEqual => "BRANCH_GTE",
        SplitRule.Greater => "BRANCH_GT",
        SplitRule.Equal => "BRANCH_EQ",
        SplitRule.NotEqual => "BRANCH_NEQ",
        _ => throw new ArgumentException("these operators have no sets", nameof(rule)),
    };
}
