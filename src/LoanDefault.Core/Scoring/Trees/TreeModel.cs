using LoanDefault.Core.Errors;
using LoanDefault.Core.Scoring.Trees.Reading;
using LoanDefault.Onnx.Protos;
using static LoanDefault.Onnx.Protos.TensorProto.Types;

namespace LoanDefault.Core.Scoring.Trees;

/// <summary>An ONNX file that is a tree ensemble and nothing else, or the reason why it is not.</summary>
public sealed class TreeModel
{
    private TreeModel(TreeEnsemble? ensemble, string? scoresName, string? whyNot)
    {
        Ensemble = ensemble;
        ScoresName = scoresName;
        WhyNot = whyNot;
    }

    /// <summary>The trees; null where the file holds more than trees, or others than are read.</summary>
    public TreeEnsemble? Ensemble { get; }

    /// <summary>The name of the output that holds the scores; null where there are no trees, empty where it is left out.</summary>
    public string? ScoresName { get; }

    /// <summary>Why there are no trees: the operator that is the reason. Null where there are.</summary>
    public string? WhyNot { get; }

    /// <summary>Reads a file's model.</summary>
    /// <param name="model">The model, within its file and of standard operators.</param>
    /// <param name="file">What messages call the file.</param>
    /// <exception cref="BadInputException">It has a broken tree; the message names tree and node.</exception>
    public static TreeModel Read(ModelProto model, string file)
    {
        GraphProto graph = model.Graph;
        if (model.Functions.Count > 0)
            return Foreign("it has functions of its own");
        if (graph.Node.Count == 0)
            return Foreign("it has no operator");
        if (graph.Node.FirstOrDefault(n => !TreeOperatorReader.IsTree(n)) is { } other)
            return Foreign($"it has the operator {other.OpType}");
        if (graph.Node.Count > 1)
            return Foreign($"it has {graph.Node.Count} tree operators");
        if (graph.Input is not [var input] || graph.Node[0].Input is not [var fed] || input.Name != fed)
            return Foreign("it has other inputs than its trees");
        if (input.Type?.TensorType is not { Shape.Dim: [_, { DimValue: > 0 and <= int.MaxValue } columns] } tensor)
            return Foreign("its input has no shape of [rows, features]");
        if (tensor.ElemType is not ((int)DataType.Float or (int)DataType.Double))
            return Foreign("its input is neither float nor double");
        if (graph.Output.Any(o => !graph.Node[0].Output.Contains(o.Name)))
            return Foreign("it has other outputs than its trees");
        TreeEnsemble ensemble = TreeOperatorReader.Read(graph.Node[0], (int)columns.DimValue, tensor.ElemType == (int)DataType.Double, file);
        // A classifier's first output is the label.
        string scores = graph.Node[0].Output.ElementAtOrDefault(ensemble.Operator == TreeOperator.Classifier ? 1 : 0) ?? "";
        return new TreeModel(ensemble, scores, null);
    }

    private static TreeModel Foreign(string reason) => new(null, null, reason);
}
