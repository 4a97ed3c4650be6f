using Google.Protobuf;
using LoanDefault.Core.Errors;
using LoanDefault.Onnx.Protos;

namespace LoanDefault.Core.Scoring;

/// <summary>
/// What a model file must not do: reach beyond itself. Its numbers are in the file, so that its hash covers them, and its
/// operators are those of the ONNX standard, so that nobody's code is loaded.
/// </summary>
internal static class OnnxModelRules
{
    private static readonly string[] StandardDomains = ["", "ai.onnx", "ai.onnx.ml"];

    /// <summary>Refuses a model that reaches beyond its file.</summary>
    /// <returns>The model.</returns>
    /// <exception cref="BadInputException">The bytes are no ONNX model, or it does.</exception>
    public static ModelProto Check(byte[] model, string file)
    {
        ModelProto proto;
        try
        {
            proto = ModelProto.Parser.ParseFrom(model);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new BadInputException($"{file}: not an ONNX model ({e.Message}): export or train it again", file, innerException: e);
        }

        if (proto.Graph is null)
            throw new BadInputException($"{file}: not an ONNX model (it has no graph): export or train it again", file);
        foreach (string domain in proto.OpsetImport.Select(o => o.Domain).Concat(proto.Functions.Select(f => f.Domain)))
            CheckDomain(domain, file);
        CheckGraph(proto.Graph, file);
        foreach (NodeProto node in proto.Functions.SelectMany(f => f.Node))
            CheckNode(node, file);
        return proto;
    }

    private static void CheckGraph(GraphProto graph, string file)
    {
        foreach (TensorProto tensor in graph.Initializer)
            CheckTensor(tensor, file);
        foreach (SparseTensorProto tensor in graph.SparseInitializer)
            CheckTensor(tensor, file);
        foreach (NodeProto node in graph.Node)
            CheckNode(node, file);
    }

    private static void CheckNode(NodeProto node, string file)
    {
        CheckDomain(node.Domain, file);
        foreach (AttributeProto attribute in node.Attribute)
        {
            foreach (TensorProto tensor in attribute.Tensors.Append(attribute.T).OfType<TensorProto>())
                CheckTensor(tensor, file);
            foreach (SparseTensorProto tensor in attribute.SparseTensors.Append(attribute.SparseTensor).OfType<SparseTensorProto>())
                CheckTensor(tensor, file);
            foreach (GraphProto graph in attribute.Graphs.Append(attribute.G).OfType<GraphProto>())
                CheckGraph(graph, file);
        }
    }

    private static void CheckTensor(SparseTensorProto tensor, string file)
    {
        foreach (TensorProto part in new[] { tensor.Values, tensor.Indices }.OfType<TensorProto>())
            CheckTensor(part, file);
    }

    private static void CheckTensor(TensorProto tensor, string file)
    {
        if (tensor.DataLocation == TensorProto.Types.DataLocation.External || tensor.ExternalData.Count > 0)
            throw new BadInputException($"{file}: the model keeps tensor '{tensor.Name}' in another file: export it as one file", file);
    }

    private static void CheckDomain(string domain, string file)
    {
        if (!StandardDomains.Contains(domain))
            throw new BadInputException($"{file}: the model uses operators of '{domain}'; only those of the ONNX standard are run: export it without them", file);
    }
}
