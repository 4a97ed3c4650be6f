using LoanDefault.Onnx.Protos;
using static LoanDefault.Onnx.Protos.AttributeProto.Types;

namespace LoanDefault.Core.Scoring.Graphs;

/// <summary>Single attributes of operators around trees.</summary>
internal static class OperatorAttributes
{
    /// <summary>A whole number; the fallback where the operator does not have it.</summary>
    public static long Integer(this NodeProto node, string name, long fallback) =>
        node.Attribute.FirstOrDefault(a => a.Name == name && a.Type == AttributeType.Int)?.I ?? fallback;

    /// <summary>A float; the fallback where the operator does not have it.</summary>
    public static float Number(this NodeProto node, string name, float fallback) =>
        node.Attribute.FirstOrDefault(a => a.Name == name && a.Type == AttributeType.Float)?.F ?? fallback;

    /// <summary>A text; the fallback where the operator does not have it.</summary>
    public static string Text(this NodeProto node, string name, string fallback) =>
        node.Attribute.FirstOrDefault(a => a.Name == name && a.Type == AttributeType.String)?.S.ToStringUtf8() ?? fallback;

    /// <summary>A list of floats; empty where the operator does not have it.</summary>
    public static float[] Numbers(this NodeProto node, string name) =>
        node.Attribute.FirstOrDefault(a => a.Name == name && a.Type == AttributeType.Floats)?.Floats.ToArray() ?? [];

    /// <summary>An operator's name with its domain where that is not the first of all.</summary>
    public static string FullName(this NodeProto node) => node.Domain is "" or "ai.onnx" ? node.OpType : $"{node.Domain}.{node.OpType}";
}
