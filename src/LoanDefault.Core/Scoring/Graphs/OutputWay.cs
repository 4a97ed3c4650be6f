using LoanDefault.Onnx.Protos;
using static LoanDefault.Onnx.Protos.TensorProto.Types;

namespace LoanDefault.Core.Scoring.Graphs;

/// <summary>Follows a model's scores and labels from its trees to the outputs, through the operators that exporters put there.</summary>
internal sealed class OutputWay
{
    private const int MostSteps = 32;

    private readonly Dictionary<string, ScoreStep[]> _scores = [];
    private readonly HashSet<string> _labels = [];
    private readonly Dictionary<string, string> _unknown = [];
    private readonly GraphConstants _constants;
    private readonly DataType _labelType;
    private readonly int _columns;

    /// <summary>Begins at the trees.</summary>
    /// <param name="scores">The value with the scores; empty where the trees leave it out.</param>
    /// <param name="label">The value with the label; null or empty where there is none.</param>
    /// <param name="labelIsText">Whether that is a text; otherwise a whole number.</param>
    /// <param name="columns">How many scores a row has.</param>
    /// <param name="constants">What the file holds.</param>
    public OutputWay(string scores, string? label, bool labelIsText, int columns, GraphConstants constants)
    {
        _labelType = labelIsText ? DataType.String : DataType.Int64;
        _constants = constants;
        _columns = columns;
        if (scores.Length > 0)
            _scores[scores] = [];
        if (label is { Length: > 0 })
            _labels.Add(label);
    }

    /// <summary>Goes on through an operator.</summary>
    public void Pass(NodeProto node)
    {
        if (GraphConstants.IsConstant(node) || node.Output.Count == 0)
            return;
        if (node.Output.Count == 1 && node.Input.FirstOrDefault() is { } input && _labels.Contains(input) && KeepsLabel(node))
            _labels.Add(node.Output[0]);
        else if (node.Output.Count == 1 && Result(node) is { } steps && steps.Length <= MostSteps)
            _scores[node.Output[0]] = steps;
        else
            Lose(node);
    }

    /// <summary>The steps to a value from the trees' scores; null where it is not made of these.</summary>
    public IReadOnlyList<ScoreStep>? Scores(string value) => _scores.GetValueOrDefault(value);

    /// <summary>Whether a value is the label.</summary>
    public bool IsLabel(string value) => _labels.Contains(value);

    /// <summary>The operator that lost the way to a value.</summary>
    public string Lost(string value) => _unknown.GetValueOrDefault(value, $"'{value}', which its trees do not make");

    private void Lose(NodeProto node)
    {
        string reason = node.Input.Select(i => _unknown.GetValueOrDefault(i)).FirstOrDefault(r => r is not null) ?? node.FullName();
        foreach (string output in node.Output)
            _unknown[output] = reason;
    }

    private bool KeepsLabel(NodeProto node) => node.FullName() switch
    {
        "Identity" => true,
        "Cast" => node.Integer("to", 0) == (long)_labelType,
        "Reshape" => node.Input.Count == 2 && _constants.Integers(node.Input[1]) is [-1] or [-1, 1],
        _ => false,
    };

    private ScoreStep[]? Result(NodeProto node)
    {
        switch (node.FullName())
        {
            case "Identity":
            case "ai.onnx.ml.ZipMap":
                return node.Input.Count == 1 ? _scores.GetValueOrDefault(node.Input[0]) : null;
            case "Cast":
                return node.Input.Count == 1 && node.Integer("to", 0) is (long)DataType.Float ? _scores.GetValueOrDefault(node.Input[0]) : null;
            case "Reshape":
                return node.Input.Count == 2 && KeepsShape(_constants.Integers(node.Input[1])) ? _scores.GetValueOrDefault(node.Input[0]) : null;
            case "ai.onnx.ml.Normalizer":
                return node.Input.Count == 1 && _scores.TryGetValue(node.Input[0], out ScoreStep[]? steps) && NormOf(node) is { } norm
                    ? [.. steps, new ScoreStep([], norm)]
                    : null;
            case "Add":
                return Arithmetic(node, NumberOperation.Add, NumberOperation.Add);
            case "Mul":
                return Arithmetic(node, NumberOperation.Multiply, NumberOperation.Multiply);
            case "Sub":
                return Arithmetic(node, NumberOperation.Subtract, NumberOperation.SubtractFrom);
            case "Div":
                return Arithmetic(node, NumberOperation.Divide, null);
            default:
                return null;
        }
    }

    private bool KeepsShape(long[]? shape) => shape is [-1, var width] && width == _columns || shape is [-1] && _columns == 1;

    private static ScoreNorm? NormOf(NodeProto node) => node.Text("norm", "MAX") switch
    {
        "MAX" => ScoreNorm.Max,
        "L1" => ScoreNorm.L1,
        "L2" => ScoreNorm.L2,
        _ => null,
    };

    private ScoreStep[]? Arithmetic(NodeProto node, NumberOperation scoresFirst, NumberOperation? constantFirst)
    {
        if (node.Input.Count != 2)
            return null;
        if (_scores.TryGetValue(node.Input[0], out ScoreStep[]? left))
            return Then(left, scoresFirst, node.Input[1]);
        return constantFirst is { } operation && _scores.TryGetValue(node.Input[1], out ScoreStep[]? right) ? Then(right, operation, node.Input[0]) : null;
    }

    private ScoreStep[]? Then(ScoreStep[] steps, NumberOperation operation, string constant)
    {
        if (_constants.Floats(constant, _columns) is not { } numbers)
            return null;
        return [.. steps, new ScoreStep([.. Enumerable.Range(0, _columns).Select(i => new ColumnStep(operation, numbers[numbers.Length == 1 ? 0 : i]))])];
    }
}
