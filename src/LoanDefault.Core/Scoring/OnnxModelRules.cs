using LoanDefault.Core.Errors;
using LoanDefault.Core.Scoring.Trees.Reading;
using LoanDefault.Onnx.Protos;
using static LoanDefault.Onnx.Protos.TensorProto.Types;

namespace LoanDefault.Core.Scoring;

/// <summary>
/// What a model file must not do: reach beyond itself, or hold trees that are none. Its numbers are in the file, so that its
/// hash covers them; its operators are those of the ONNX standard, so that nobody's code is loaded; and ONNX Runtime, which
/// follows a broken tree until it crashes, sees it only after this.
/// </summary>
internal static class OnnxModelRules
{
    private static readonly string[] StandardDomains = ["", "ai.onnx", "ai.onnx.ml"];

    /// <summary>Refuses a model that breaks a rule.</summary>
    /// <param name="model">The bytes of a file.</param>
    /// <param name="file">What messages call it.</param>
    /// <param name="readings">Keeps the trees that are read; null where nobody wants them.</param>
    /// <returns>The model.</returns>
    /// <exception cref="BadInputException">The bytes are no ONNX model, or it does; of a broken tree the message names tree and node.</exception>
    public static ModelProto Check(byte[] model, string file, TreeReadings? readings = null)
    {
        ModelProto proto = OnnxModelBytes.Parse(model, file);
        if (proto.Graph is null)
            throw new BadInputException($"{file}: not an ONNX model (it has no graph): export or train it again", file);
        if (proto.IrVersion < 1)
            throw new BadInputException($"{file}: not an ONNX model (its IR version is {proto.IrVersion}): export or train it again", file);
        foreach (string domain in proto.OpsetImport.Select(o => o.Domain).Concat(proto.Functions.Select(f => f.Domain)))
            CheckDomain(domain, file);
        // In a domain of the standard its name is, or may become, that of an operator, which ONNX Runtime would run in its place.
        if (proto.Functions is [var function, ..])
            throw new BadInputException($"{file}: the model brings its own function {function.Name}, which would shadow an operator of the ONNX standard: export it without functions", file);
        foreach (GraphProto graph in proto.TrainingInfo.SelectMany(t => new[] { t.Initialization, t.Algorithm }).Prepend(proto.Graph).OfType<GraphProto>())
            CheckGraph(graph, readings ?? new TreeReadings(), file);
        return proto;
    }

    private static void CheckGraph(GraphProto graph, TreeReadings readings, string file)
    {
        foreach (TensorProto tensor in graph.Initializer)
            CheckTensor(tensor, file);
        foreach (SparseTensorProto tensor in graph.SparseInitializer)
            CheckTensor(tensor, file);
        CheckNames(graph, file);
        var trees = new TreeRules(graph, readings, file);
        foreach (NodeProto node in graph.Node)
        {
            CheckNode(node, readings, file);
            trees.Check(node);
        }
    }

    // A graph that was merged of two has its names twice.
    private static void CheckNames(GraphProto graph, string file)
    {
        var given = new HashSet<string>(graph.Input.Select(i => i.Name));
        if (given.Count != graph.Input.Count)
            throw new BadInputException($"{file}: the model has two inputs of the same name: export or train it again", file);
        foreach (string output in graph.Node.SelectMany(n => n.Output).Where(o => o.Length > 0))
        {
            if (!given.Add(output))
                throw new BadInputException($"{file}: the model gives '{output}' twice: export or train it again", file);
        }
    }

    private static void CheckNode(NodeProto node, TreeReadings readings, string file)
    {
        CheckDomain(node.Domain, file);
        foreach (AttributeProto attribute in node.Attribute)
        {
            foreach (TensorProto tensor in attribute.Tensors.Append(attribute.T).OfType<TensorProto>())
                CheckTensor(tensor, file);
            foreach (SparseTensorProto tensor in attribute.SparseTensors.Append(attribute.SparseTensor).OfType<SparseTensorProto>())
                CheckTensor(tensor, file);
            foreach (GraphProto graph in attribute.Graphs.Append(attribute.G).OfType<GraphProto>())
                CheckGraph(graph, readings, file);
        }
    }

    private static void CheckTensor(SparseTensorProto tensor, string file)
    {
        foreach (TensorProto part in new[] { tensor.Values, tensor.Indices }.OfType<TensorProto>())
            CheckTensor(part, file);
    }

    private static void CheckTensor(TensorProto tensor, string file)
    {
        // Of a number that it does not know ONNX Runtime's reader keeps the one before, which may be External.
        if (tensor.DataLocation != DataLocation.Default || tensor.ExternalData.Count > 0)
            throw new BadInputException($"{file}: the model keeps tensor '{tensor.Name}' in another file: export it as one file", file);
    }

    private static void CheckDomain(string domain, string file)
    {
        if (!StandardDomains.Contains(domain))
            throw new BadInputException($"{file}: the model uses operators of '{domain}'; only those of the ONNX standard are run: export it without them", file);
    }
}
