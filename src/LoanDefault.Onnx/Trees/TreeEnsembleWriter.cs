using Google.Protobuf;
using LoanDefault.Onnx.Protos;
using static LoanDefault.Onnx.ProtoParts;

namespace LoanDefault.Onnx.Trees;

/// <summary>
/// Writes a tree ensemble as an ONNX model of one <c>TreeEnsembleClassifier</c>: input <c>features</c> (float32, rows x
/// features), outputs <c>label</c> (int64, rows: 1 where the margin is above 0; see the remarks) and <c>scores</c>
/// (float32, rows x 2).
/// </summary>
/// <remarks>
/// The second column of <c>scores</c> is the margin: no post transform is applied. Every weight belongs to class id 0,
/// which ONNX Runtime takes for a binary model with one score; it then makes two columns of it, <c>[-margin, margin]</c>,
/// or <c>[1 - margin, margin]</c> when no leaf is negative (and compares with 0.5 for the label there: read the margin, not
/// the label). The trees are summed in order, the base last. The same ensemble gives the same bytes.
/// </remarks>
public static class TreeEnsembleWriter
{
    /// <summary>The name of the model's input.</summary>
    public const string FeaturesName = "features";

    /// <summary>The name of the output with the class.</summary>
    public const string LabelName = "label";

    /// <summary>The name of the output whose second column is the margin.</summary>
    public const string ScoresName = "scores";

    // TreeEnsembleClassifier is deprecated from version 5 of its operator set on; 3 is the last that changed it.
    private const int MachineLearningOperatorSet = 3;
    private const int StandardOperatorSet = 15;
    private const int IrVersion = 8;
    private const string MachineLearningDomain = "ai.onnx.ml";

    /// <summary>The model's bytes.</summary>
    public static byte[] Write(TreeEnsemble ensemble) => ToModel(ensemble).ToByteArray();

    /// <summary>The model as a message.</summary>
    public static ModelProto ToModel(TreeEnsemble ensemble)
    {
        ArgumentNullException.ThrowIfNull(ensemble);
        var graph = new GraphProto
        {
            Name = "loan_default",
            Node = { Classifier(ensemble) },
            Input = { Value(FeaturesName, TensorProto.Types.DataType.Float, ensemble.FeatureCount) },
            Output =
            {
                Value(LabelName, TensorProto.Types.DataType.Int64),
                Value(ScoresName, TensorProto.Types.DataType.Float, 2),
            },
        };
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

    private static NodeProto Classifier(TreeEnsemble ensemble)
    {
        var node = new NodeProto
        {
            OpType = "TreeEnsembleClassifier",
            Domain = MachineLearningDomain,
            Name = "trees",
            Input = { FeaturesName },
            Output = { LabelName, ScoresName },
        };
        var nodes = Flatten(ensemble).ToArray();
        var leaves = nodes.Where(n => n.Node.IsLeaf).ToArray();
        node.Attribute.AddRange(
        [
            Floats("base_values", [ensemble.BaseMargin]),
            Ints("class_ids", leaves.Select(_ => 0L)),
            Ints("class_nodeids", leaves.Select(n => n.Position)),
            Ints("class_treeids", leaves.Select(n => n.Tree)),
            Floats("class_weights", leaves.Select(n => n.Node.Weight)),
            Ints("classlabels_int64s", [0, 1]),
            Ints("nodes_falsenodeids", nodes.Select(n => (long)n.Node.FalseChild)),
            Ints("nodes_featureids", nodes.Select(n => (long)n.Node.Feature)),
            Floats("nodes_hitrates", nodes.Select(n => n.Node.Cover)),
            Ints("nodes_missing_value_tracks_true", nodes.Select(n => n.Node.MissingIsTrue ? 1L : 0L)),
            Texts("nodes_modes", nodes.Select(n => n.Node.IsLeaf ? "LEAF" : "BRANCH_LT")),
            Ints("nodes_nodeids", nodes.Select(n => n.Position)),
            Ints("nodes_treeids", nodes.Select(n => n.Tree)),
            Ints("nodes_truenodeids", nodes.Select(n => (long)n.Node.TrueChild)),
            Floats("nodes_values", nodes.Select(n => n.Node.Threshold)),
            Text("post_transform", "NONE"),
        ]);
        return node;
    }

    private static IEnumerable<(long Tree, long Position, TreeNode Node)> Flatten(TreeEnsemble ensemble)
    {
        for (var tree = 0; tree < ensemble.Trees.Count; tree++)
        {
            var nodes = ensemble.Trees[tree].Nodes;
            for (var position = 0; position < nodes.Count; position++)
                yield return (tree, position, nodes[position]);
        }
    }
}
