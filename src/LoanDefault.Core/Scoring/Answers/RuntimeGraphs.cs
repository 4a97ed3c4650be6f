using Google.Protobuf;
using LoanDefault.Core.Scoring.Trees.Reading;
using LoanDefault.Onnx.Protos;
using static LoanDefault.Onnx.Protos.AttributeProto.Types;
using static LoanDefault.Onnx.Protos.TensorProto.Types;

namespace LoanDefault.Core.Scoring.Answers;

/// <summary>Forms of a model for ONNX Runtime that give numbers where the file gives something else.</summary>
internal static class RuntimeGraphs
{
    private const string Margins = "loandefault_margins";

    /// <summary>The model with tensors in place of the maps that <c>ZipMap</c> makes of them.</summary>
    public static ModelProto WithoutMaps(ModelProto model)
    {
        ModelProto plain = OfAnyRows(model);
        foreach (NodeProto map in plain.Graph.Node.Where(n => n is { Domain: "ai.onnx.ml", OpType: "ZipMap", Input.Count: 1, Output.Count: 1 }).ToArray())
        {
            int at = plain.Graph.Output.Select(o => o.Name).ToList().IndexOf(map.Output[0]);
            if (at < 0 || plain.Graph.Output.Any(o => o.Name == map.Input[0]))
                continue;
            plain.Graph.Node.Remove(map);
            plain.Graph.Output[at] = Tensor(map.Input[0], DataType.Float);
        }

        return plain;
    }

    /// <summary>
    /// The model that gives what its only tree operator adds up to, without a post-transform; null where it has none or several.
    /// </summary>
    public static ModelProto? WithMargins(ModelProto model)
    {
        ModelProto margins = OfAnyRows(model);
        if (margins.Graph.Node.Where(TreeOperatorReader.IsTree).ToArray() is not [var tree])
            return null;
        int scores = tree.OpType == "TreeEnsembleClassifier" ? 1 : 0;
        while (tree.Output.Count <= scores)
            tree.Output.Add("");
        if (tree.Output[scores].Length == 0)
            tree.Output[scores] = Margins;
        if (tree.Attribute.FirstOrDefault(a => a.Name == "post_transform") is { } transform)
        {
            // The newer operator counts them; 0 is none.
            if (transform.Type == AttributeType.Int)
                transform.I = 0;
            else
                transform.S = ByteString.CopyFromUtf8("NONE");
        }

        bool isDouble = tree.OpType == "TreeEnsemble" && tree.Attribute.Any(a => a.Name == "leaf_weights" && a.T?.DataType == (int)DataType.Double);
        margins.Graph.Output.Clear();
        margins.Graph.Output.Add(Tensor(tree.Output[scores], isDouble ? DataType.Double : DataType.Float));
        return margins;
    }

    /// <summary>The output that is what the only tree operator adds up to, without a post-transform; null where there is none.</summary>
    public static string? MarginsOutput(ModelProto model)
    {
        if (model.Graph.Node.Where(TreeOperatorReader.IsTree).ToArray() is not [var tree])
            return null;
        string? scores = tree.Output.ElementAtOrDefault(tree.OpType == "TreeEnsembleClassifier" ? 1 : 0);
        AttributeProto? transform = tree.Attribute.FirstOrDefault(a => a.Name == "post_transform");
        bool isPlain = transform is null || (transform.Type == AttributeType.Int ? transform.I == 0 : transform.S.ToStringUtf8() == "NONE");
        return isPlain && model.Graph.Output.Any(o => o.Name == scores) ? scores : null;
    }

    // Some exporters write the number of rows that they were shown, which ONNX Runtime would insist on.
    private static ModelProto OfAnyRows(ModelProto model)
    {
        ModelProto open = model.Clone();
        foreach (ValueInfoProto value in open.Graph.Input.Concat(open.Graph.Output))
        {
            if (value.Type?.TensorType?.Shape?.Dim is [{ DimValue: > 0 } rows, ..])
                rows.DimParam = "rows";
        }

        return open;
    }

    private static ValueInfoProto Tensor(string name, DataType type) => new()
    {
        Name = name,
        Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type } },
    };
}
