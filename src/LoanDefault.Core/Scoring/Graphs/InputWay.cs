using LoanDefault.Onnx.Protos;
using static LoanDefault.Onnx.Protos.TensorProto.Types;

namespace LoanDefault.Core.Scoring.Graphs;

/// <summary>
/// Follows a model's inputs to its trees: which column of which input is each feature, and what was done to it. Takes the
/// operators that exporters put there and whose floats are known to the bit; all others end the way.
/// </summary>
internal sealed class InputWay
{
    // A chain of operators is walked in the order of the file; a value keeps its steps, so that many of them must not add up.
    private const int MostSteps = 32;

    private readonly Dictionary<string, ColumnExpression[]> _values = [];
    private readonly Dictionary<string, string> _unknown = [];
    private readonly GraphConstants _constants;

    /// <summary>Begins at the inputs.</summary>
    /// <param name="inputs">The model's inputs; of each it is known how many columns it has.</param>
    /// <param name="constants">What the file holds.</param>
    public InputWay(IReadOnlyList<ModelInput> inputs, GraphConstants constants)
    {
        _constants = constants;
        int first = 0;
        foreach (ModelInput input in inputs)
        {
            int columns = input.Columns!.Value;
            int begin = first;
            _values[input.Name] = [.. Enumerable.Range(0, columns).Select(c => new ColumnExpression(begin + c, input.Kind, []))];
            first += columns;
        }
    }

    /// <summary>Goes on through an operator.</summary>
    public void Pass(NodeProto node)
    {
        if (GraphConstants.IsConstant(node) || node.Output.Count == 0)
            return;
        if (node.Output.Count == 1 && Result(node) is { } columns && columns.All(c => c.Steps.Count <= MostSteps))
            _values[node.Output[0]] = columns;
        else
            Lose(node);
    }

    /// <summary>The columns of a value; null where the way was lost.</summary>
    public IReadOnlyList<ColumnExpression>? Columns(string value) => _values.GetValueOrDefault(value);

    /// <summary>The operator that lost the way to a value.</summary>
    public string Lost(string value) => _unknown.GetValueOrDefault(value, $"'{value}', which no operator before it makes");

    // The first operator on the way is the reason, not those that follow it.
    private void Lose(NodeProto node)
    {
        string reason = node.Input.Select(i => _unknown.GetValueOrDefault(i)).FirstOrDefault(r => r is not null) ?? node.FullName();
        foreach (string output in node.Output)
            _unknown[output] = reason;
    }

    private ColumnExpression[]? Result(NodeProto node) => node.FullName() switch
    {
        "Identity" => Only(node),
        "Cast" => Cast(node),
        "Concat" => Concat(node),
        "Reshape" => Reshape(node),
        "Gather" => node.Integer("axis", 0) is 1 or -1 ? Chosen(node) : null,
        "ai.onnx.ml.ArrayFeatureExtractor" => Chosen(node),
        "Add" => Arithmetic(node, NumberOperation.Add, NumberOperation.Add),
        "Mul" => Arithmetic(node, NumberOperation.Multiply, NumberOperation.Multiply),
        "Sub" => Arithmetic(node, NumberOperation.Subtract, NumberOperation.SubtractFrom),
        "Div" => Arithmetic(node, NumberOperation.Divide, null),
        "ai.onnx.ml.Scaler" => Scale(node),
        "ai.onnx.ml.Imputer" => Impute(node),
        _ => null,
    };

    private ColumnExpression[]? Only(NodeProto node) => node.Input.Count == 1 ? _values.GetValueOrDefault(node.Input[0]) : null;

    // Whoever reads the table gives floats for doubles and whole numbers: rounded once, as a cast rounds.
    private ColumnExpression[]? Cast(NodeProto node)
    {
        if (Only(node) is not { } columns)
            return null;
        if (node.Integer("to", 0) == (int)DataType.Float)
            return Array.ConvertAll(columns, c => c with { Kind = NumberKind.Float });
        return node.Integer("to", 0) == (int)DataType.Double && Array.TrueForAll(columns, c => c.Kind == NumberKind.Double) ? columns : null;
    }

    private ColumnExpression[]? Concat(NodeProto node)
    {
        var columns = new List<ColumnExpression>();
        foreach (string input in node.Input)
        {
            if (!_values.TryGetValue(input, out ColumnExpression[]? part))
                return null;
            columns.AddRange(part);
        }

        return node.Integer("axis", 0) is 1 or -1 ? [.. columns] : null;
    }

    private ColumnExpression[]? Reshape(NodeProto node) =>
        node.Input.Count == 2 && _values.GetValueOrDefault(node.Input[0]) is { } columns && _constants.Integers(node.Input[1]) is [-1, var width] && width == columns.Length
            ? columns
            : null;

    private ColumnExpression[]? Chosen(NodeProto node)
    {
        if (node.Input.Count != 2 || _values.GetValueOrDefault(node.Input[0]) is not { } columns || _constants.Integers(node.Input[1]) is not { Length: > 0 } places)
            return null;
        return Array.TrueForAll(places, p => p >= 0 && p < columns.Length) ? Array.ConvertAll(places, p => columns[p]) : null;
    }

    private ColumnExpression[]? Arithmetic(NodeProto node, NumberOperation columnFirst, NumberOperation? constantFirst)
    {
        if (node.Input.Count != 2)
            return null;
        if (_values.TryGetValue(node.Input[0], out ColumnExpression[]? left))
            return Then(left, columnFirst, _constants.Floats(node.Input[1], left.Length));
        return constantFirst is { } operation && _values.TryGetValue(node.Input[1], out ColumnExpression[]? right)
            ? Then(right, operation, _constants.Floats(node.Input[0], right.Length))
            : null;
    }

    private ColumnExpression[]? Scale(NodeProto node)
    {
        if (Only(node) is not { } columns || Then(columns, NumberOperation.Subtract, node.Numbers("offset")) is not { } moved)
            return null;
        return Then(moved, NumberOperation.Multiply, node.Numbers("scale"));
    }

    // Another value than NaN as the mark of a missing one would not keep the order of the numbers.
    private ColumnExpression[]? Impute(NodeProto node) =>
        Only(node) is { } columns && float.IsNaN(node.Number("replaced_value_float", 0))
            ? Then(columns, NumberOperation.Impute, node.Numbers("imputed_value_floats"))
            : null;

    private static ColumnExpression[]? Then(ColumnExpression[] columns, NumberOperation operation, float[]? constants)
    {
        if (constants is null || constants.Length != 1 && constants.Length != columns.Length || constants.Length == 0)
            return null;
        var results = new ColumnExpression[columns.Length];
        for (int i = 0; i < results.Length; i++)
        {
            var step = new ColumnStep(operation, constants[constants.Length == 1 ? 0 : i]);
            if (columns[i].Kind != NumberKind.Float || !step.IsMonotone)
                return null;
            results[i] = columns[i].Then(step);
        }

        return results;
    }
}
