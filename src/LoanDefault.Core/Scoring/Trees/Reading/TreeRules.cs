using LoanDefault.Core.Errors;
using LoanDefault.Onnx.Protos;
using static LoanDefault.Onnx.Protos.TensorProto.Types;

namespace LoanDefault.Core.Scoring.Trees.Reading;

/// <summary>
/// Checks the trees among a graph's operators, whatever stands beside them: ONNX Runtime, which runs such a graph, follows a
/// broken tree until it crashes.
/// </summary>
/// <param name="graph">The graph.</param>
/// <param name="readings">Keeps what is read.</param>
/// <param name="file">What messages call the file.</param>
internal sealed class TreeRules(GraphProto graph, TreeReadings readings, string file)
{
    /// <summary>Refuses a broken tree operator; any other operator passes.</summary>
    /// <exception cref="BadInputException">A tree is broken; the message names tree and node.</exception>
    public void Check(NodeProto node)
    {
        if (TreeOperatorReader.IsTree(node))
            readings.Read(node, FeatureCount(node.Input.FirstOrDefault()), HoldsDoubles(node), file);
    }

    // Where a graph does not say how wide a row is, ONNX Runtime compares with the largest feature before it runs the trees.
    private int FeatureCount(string? input) =>
        graph.Input.Concat(graph.ValueInfo).FirstOrDefault(v => v.Name == input) is { Type.TensorType.Shape.Dim: [_, { DimValue: > 0 and var columns }] }
            ? (int)Math.Min(columns, int.MaxValue)
            : TreeOperatorReader.MostFeatures;

    // What type of numbers flows through a graph is not known here; whether the trees fit it is ONNX Runtime's to say.
    private static bool HoldsDoubles(NodeProto node) => node.Attribute.Any(a => a.T?.DataType == (int)DataType.Double);
}
