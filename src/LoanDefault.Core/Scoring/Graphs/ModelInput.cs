using LoanDefault.Onnx.Protos;
using static LoanDefault.Onnx.Protos.TensorProto.Types;

namespace LoanDefault.Core.Scoring.Graphs;

/// <summary>What kind of numbers an input of a model takes.</summary>
public enum NumberKind
{
    /// <summary>Floats; NaN is missing.</summary>
    Float,

    /// <summary>Doubles; NaN is missing.</summary>
    Double,

    /// <summary>Whole numbers of 64 bits; none may be missing.</summary>
    Int64,
}

/// <summary>An input of a model: some columns of a table of numbers.</summary>
/// <param name="Name">Its name in the file.</param>
/// <param name="Kind">What it takes.</param>
/// <param name="Columns">How many numbers a row; null where the file leaves it open.</param>
/// <param name="Rank">2 where its shape is [rows, columns], 1 where it is [rows].</param>
public sealed record ModelInput(string Name, NumberKind Kind, int? Columns, int Rank)
{
    /// <summary>A model's inputs in order, without those that the file itself fills.</summary>
    /// <param name="graph">The model's graph.</param>
    /// <param name="whyNot">Why the inputs are no columns of numbers; null where they are.</param>
    /// <returns>The inputs; those before the first that is no columns of numbers.</returns>
    internal static IReadOnlyList<ModelInput> Of(GraphProto graph, out string? whyNot)
    {
        var inputs = new List<ModelInput>();
        HashSet<string> filled = [.. graph.Initializer.Select(i => i.Name)];
        whyNot = null;
        foreach (ValueInfoProto value in graph.Input.Where(i => !filled.Contains(i.Name)))
        {
            if (value.Type?.TensorType is not { } tensor || KindOf(tensor.ElemType) is not { } kind)
            {
                whyNot = $"its input '{value.Name}' takes neither floats nor doubles nor whole numbers of 64 bits";
                return inputs;
            }

            if (ShapeOf(tensor.Shape) is not (var columns, var rank))
            {
                whyNot = $"its input '{value.Name}' has no shape of [rows, features]";
                return inputs;
            }

            inputs.Add(new ModelInput(value.Name, kind, columns, rank));
        }

        return inputs;
    }

    private static NumberKind? KindOf(int type) => (DataType)type switch
    {
        DataType.Float => NumberKind.Float,
        DataType.Double => NumberKind.Double,
        DataType.Int64 => NumberKind.Int64,
        _ => null,
    };

    private static (int? Columns, int Rank)? ShapeOf(TensorShapeProto? shape) => shape?.Dim.ToArray() switch
    {
        null => (null, 2),
        [_] => (1, 1),
        [_, { DimValue: > 0 and <= int.MaxValue and var columns }] => ((int)columns, 2),
        [_, { DimValue: 0 }] => (null, 2),
        _ => null,
    };
}
