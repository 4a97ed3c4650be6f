using System.Buffers.Binary;
using LoanDefault.Core.Errors;
using LoanDefault.Onnx.Protos;
using static LoanDefault.Onnx.Protos.AttributeProto.Types;
using static LoanDefault.Onnx.Protos.TensorProto.Types;

namespace LoanDefault.Core.Scoring.Trees.Reading;

/// <summary>The attributes of an operator, read by name and type; each at most once.</summary>
internal sealed class NodeAttributes
{
    private readonly Dictionary<string, AttributeProto> _attributes = [];
    private readonly string _file;

    public NodeAttributes(NodeProto node, string file)
    {
        _file = file;
        Operator = node.OpType;
        foreach (AttributeProto attribute in node.Attribute)
        {
            if (!_attributes.TryAdd(attribute.Name, attribute))
                throw Broken($"attribute '{attribute.Name}' is there twice");
            if (attribute.RefAttrName.Length > 0)
                throw Broken($"attribute '{attribute.Name}' refers to one of a function");
        }
    }

    /// <summary>The operator's name.</summary>
    public string Operator { get; }

    /// <summary>Refuses attributes that the operator does not have: they may mean something to others.</summary>
    public void CheckNames(IReadOnlySet<string> known)
    {
        foreach (string name in _attributes.Keys)
        {
            if (!known.Contains(name))
                throw Broken($"attribute '{name}' is unknown");
        }
    }

    public long Integer(string name, long fallback) => Find(name, AttributeType.Int)?.I ?? fallback;

    public string Text(string name, string fallback) => Find(name, AttributeType.String)?.S.ToStringUtf8() ?? fallback;

    public IReadOnlyList<long> Integers(string name) => (IReadOnlyList<long>?)Find(name, AttributeType.Ints)?.Ints ?? [];

    /// <summary>A list of texts; equal texts are one object, as most lists have few different ones.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (Find(name, AttributeType.Strings) is not { } attribute)
            return [];
        var texts = new string[attribute.Strings.Count];
        for (int i = 0; i < texts.Length; i++)
            texts[i] = i > 0 && attribute.Strings[i].Equals(attribute.Strings[i - 1]) ? texts[i - 1] : attribute.Strings[i].ToStringUtf8();
        return texts;
    }

    /// <summary>The numbers of a list of floats or of a tensor beside it; whichever the model has.</summary>
    /// <param name="name">The list's name; the tensor's has <c>_as_tensor</c> behind it.</param>
    /// <param name="isDouble">Whether a tensor must be double, otherwise float.</param>
    public double[] Numbers(string name, bool isDouble)
    {
        IReadOnlyList<float>? floats = Find(name, AttributeType.Floats)?.Floats;
        double[] tensor = Tensor(name + "_as_tensor", isDouble ? DataType.Double : DataType.Float);
        if (floats is not { Count: > 0 })
            return tensor;
        if (tensor.Length > 0)
            throw Broken($"'{name}' and '{name}_as_tensor' are both there");
        return [.. floats.Select(f => (double)f)];
    }

    /// <summary>The numbers of a one-dimensional tensor; none when it is missing.</summary>
    public double[] Tensor(string name, DataType type)
    {
        if (Find(name, AttributeType.Tensor)?.T is not { } tensor)
            return [];
        if (tensor.DataLocation == DataLocation.External || tensor.ExternalData.Count > 0)
            throw Broken($"'{name}' keeps its numbers in another file");
        if (tensor.DataType != (int)type)
            throw Broken($"'{name}' holds numbers of type {tensor.DataType}, not {(int)type} ({type})");
        double[] values = tensor.RawData.IsEmpty ? Listed(tensor, type) : Raw(name, tensor.RawData.Span, type);
        if (tensor.Dims.Count > 1 || tensor.Dims is [var length] && length != values.Length || tensor.Dims.Count == 0 && values.Length != 1)
            throw Broken($"'{name}' has {values.Length} numbers in a shape of [{string.Join(", ", tensor.Dims)}]");
        return values;
    }

    public BadInputException Broken(string problem) =>
        new($"{_file}: {Operator}: {problem}: export or train the model again", _file);

    public BadInputException Broken(long tree, long node, string problem) => Broken($"tree {tree}, node {node}: {problem}");

    private static double[] Listed(TensorProto tensor, DataType type) => type switch
    {
        DataType.Double => [.. tensor.DoubleData],
        DataType.Uint8 => [.. tensor.Int32Data.Select(v => (double)v)],
        _ => [.. tensor.FloatData.Select(v => (double)v)],
    };

    private double[] Raw(string name, ReadOnlySpan<byte> bytes, DataType type)
    {
        int size = type switch { DataType.Double => sizeof(double), DataType.Uint8 => 1, _ => sizeof(float) };
        if (bytes.Length % size != 0)
            throw Broken($"'{name}' has {bytes.Length} bytes, which are no whole numbers");
        var values = new double[bytes.Length / size];
        for (int i = 0; i < values.Length; i++)
        {
            ReadOnlySpan<byte> at = bytes[(i * size)..];
            values[i] = type switch
            {
                DataType.Double => BinaryPrimitives.ReadDoubleLittleEndian(at),
                DataType.Uint8 => at[0],
                _ => BinaryPrimitives.ReadSingleLittleEndian(at),
            };
        }

        return values;
    }

    private AttributeProto? Find(string name, AttributeType type)
    {
        if (!_attributes.TryGetValue(name, out AttributeProto? attribute))
            return null;
        return attribute.Type == type ? attribute : throw Broken($"attribute '{name}' is of type {attribute.Type}, not {type}");
    }
}
