using Google.Protobuf;
using LoanDefault.Onnx.Protos;
using static LoanDefault.Onnx.Protos.AttributeProto.Types;

namespace LoanDefault.Onnx;

/// <summary>The parts that every model written here is put together of.</summary>
public static class ProtoParts
{
    /// <summary>An attribute of whole numbers.</summary>
    public static AttributeProto Ints(string name, IEnumerable<long> values) => new() { Name = name, Type = AttributeType.Ints, Ints = { values } };

    /// <summary>An attribute of floats.</summary>
    public static AttributeProto Floats(string name, IEnumerable<float> values) => new() { Name = name, Type = AttributeType.Floats, Floats = { values } };

    /// <summary>An attribute of texts.</summary>
    public static AttributeProto Texts(string name, IEnumerable<string> values) =>
        new() { Name = name, Type = AttributeType.Strings, Strings = { values.Select(ByteString.CopyFromUtf8) } };

    /// <summary>An attribute of one text.</summary>
    public static AttributeProto Text(string name, string value) => new() { Name = name, Type = AttributeType.String, S = ByteString.CopyFromUtf8(value) };

    /// <summary>A tensor that goes in or comes out: [rows], or [rows, columns].</summary>
    /// <param name="name">Its name.</param>
    /// <param name="type">What it holds.</param>
    /// <param name="columns">How many columns a row has; nothing for [rows].</param>
    public static ValueInfoProto Value(string name, TensorProto.Types.DataType type, params int[] columns)
    {
        var shape = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dimension { DimParam = "rows" } } };
        shape.Dim.AddRange(columns.Select(c => new TensorShapeProto.Types.Dimension { DimValue = c }));
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = shape } },
        };
    }
}
