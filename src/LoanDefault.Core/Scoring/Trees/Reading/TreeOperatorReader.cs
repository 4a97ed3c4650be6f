using LoanDefault.Core.Errors;
using LoanDefault.Onnx.Protos;

namespace LoanDefault.Core.Scoring.Trees.Reading;

/// <summary>Reads a tree operator of ai.onnx.ml into its one form.</summary>
internal static class TreeOperatorReader
{
    /// <summary>The most features that a row may have: buffers and plans have a place for each, whatever the trees ask.</summary>
    public const int MostFeatures = ushort.MaxValue;

    /// <summary>Whether a node is one of the three tree operators.</summary>
    public static bool IsTree(NodeProto node) =>
        node.Domain == "ai.onnx.ml" && node.OpType is "TreeEnsembleClassifier" or "TreeEnsembleRegressor" or "TreeEnsemble";

    /// <summary>How many features the operator's questions need at least; null where they name none that can be.</summary>
    public static int? FewestFeatures(NodeProto node) =>
        node.Attribute.FirstOrDefault(a => a.Name == "nodes_featureids") is { Ints.Count: > 0 } features && features.Ints.Max() is >= 0 and < MostFeatures and var last
            ? (int)last + 1
            : null;

    /// <summary>Reads and checks it.</summary>
    /// <param name="node">The operator.</param>
    /// <param name="features">How many features its input has; at least 1.</param>
    /// <param name="isDouble">Whether its input is double; otherwise float.</param>
    /// <param name="file">What messages call the file.</param>
    /// <exception cref="BadInputException">It is broken; the message names tree and node.</exception>
    public static TreeEnsemble Read(NodeProto node, int features, bool isDouble, string file)
    {
        if (features > MostFeatures)
            throw new BadInputException($"{file}: {node.OpType}: a row has {features} features; at most {MostFeatures} are read: train the model on fewer", file);
        return node.OpType == "TreeEnsemble"
            ? new Trees5Reader(node, features, isDouble, file).Read()
            : new ClassicTreesReader(node, features, isDouble, file).Read();
    }
}
