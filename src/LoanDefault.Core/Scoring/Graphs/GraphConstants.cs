using System.Buffers.Binary;
using LoanDefault.Onnx.Protos;
using static LoanDefault.Onnx.Protos.TensorProto.Types;

namespace LoanDefault.Core.Scoring.Graphs;

/// <summary>The tensors that a model's file holds, by name: initializers and <c>Constant</c> operators.</summary>
internal sealed class GraphConstants
{
    private readonly Dictionary<string, TensorProto> _tensors = [];

    /// <summary>Collects them.</summary>
    public GraphConstants(GraphProto graph)
    {
        foreach (TensorProto tensor in graph.Initializer)
            _tensors[tensor.Name] = tensor;
        foreach (NodeProto node in graph.Node)
        {
            if (IsConstant(node) && node.Output.Count == 1 && OfOperator(node) is { } tensor)
                _tensors[node.Output[0]] = tensor;
        }
    }

    /// <summary>Whether an operator does nothing but hold a tensor.</summary>
    public static bool IsConstant(NodeProto node) => node.Domain is "" or "ai.onnx" && node.OpType == "Constant";

    /// <summary>The floats of a tensor of one number, or of one a column; null where it is no such tensor.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="columns">How many columns there are.</param>
    /// <returns>One number, or one a column.</returns>
    public float[]? Floats(string name, int columns) =>
        _tensors.TryGetValue(name, out TensorProto? tensor) && tensor.DataType == (int)DataType.Float
        && FloatsOf(tensor) is { } values && (values.Length == 1 && tensor.Dims.Count <= 2 || IsRow(tensor.Dims, columns) && values.Length == columns)
            ? values
            : null;

    /// <summary>The whole numbers of a tensor; null where it is none.</summary>
    public long[]? Integers(string name)
    {
        if (!_tensors.TryGetValue(name, out TensorProto? tensor) || tensor.DataType != (int)DataType.Int64)
            return null;
        if (tensor.RawData.IsEmpty)
            return [.. tensor.Int64Data];
        ReadOnlySpan<byte> bytes = tensor.RawData.Span;
        var values = new long[bytes.Length / sizeof(long)];
        for (int i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadInt64LittleEndian(bytes[(i * sizeof(long))..]);
        return values;
    }

    private static bool IsRow(IReadOnlyList<long> dims, int columns) =>
        dims is [var length] && length == columns || dims is [1, var width] && width == columns;

    private static float[]? FloatsOf(TensorProto tensor)
    {
        if (tensor.RawData.IsEmpty)
            return [.. tensor.FloatData];
        ReadOnlySpan<byte> bytes = tensor.RawData.Span;
        if (bytes.Length % sizeof(float) != 0)
            return null;
        var values = new float[bytes.Length / sizeof(float)];
        for (int i = 0; i < values.Length; i++)
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
        return values;
    }

    private static TensorProto? OfOperator(NodeProto node) => node.Attribute is not [var attribute] ? null : attribute.Name switch
    {
        "value" => attribute.T,
        "value_float" => new TensorProto { DataType = (int)DataType.Float, FloatData = { attribute.F } },
        "value_floats" => new TensorProto { DataType = (int)DataType.Float, FloatData = { attribute.Floats }, Dims = { attribute.Floats.Count } },
        "value_int" => new TensorProto { DataType = (int)DataType.Int64, Int64Data = { attribute.I } },
        "value_ints" => new TensorProto { DataType = (int)DataType.Int64, Int64Data = { attribute.Ints }, Dims = { attribute.Ints.Count } },
        _ => null,
    };
}
