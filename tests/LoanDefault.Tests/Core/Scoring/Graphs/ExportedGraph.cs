using Google.Protobuf;
using LoanDefault.Core.Scoring.Trees;
using LoanDefault.Onnx.Protos;
using LoanDefault.Tests.Core.Scoring.Trees.Support;
using static LoanDefault.Onnx.Protos.AttributeProto.Types;
using static LoanDefault.Onnx.Protos.TensorProto.Types;

namespace LoanDefault.Tests.Core.Scoring.Graphs;

/// <summary>Trees with operators around them, put together as exporters put them.</summary>
public sealed class ExportedGraph
{
    public const string MachineLearning = "ai.onnx.ml";

    private readonly ModelProto _model;
    private readonly NodeProto _tree;
    private readonly List<NodeProto> _before = [];
    private readonly List<NodeProto> _after = [];
    private string _features = EnsembleProtos.Input;
    private string _scores = EnsembleProtos.Scores;
    private string _label = EnsembleProtos.Label;
    private int _names;

    public ExportedGraph(TreeEnsemble ensemble)
    {
        _model = EnsembleProtos.Model(ensemble);
        _tree = _model.Graph.Node[0];
    }

    /// <summary>Inputs in place of the one of all features.</summary>
    public ExportedGraph Inputs(params (string Name, DataType Type, int[] Shape)[] inputs)
    {
        _model.Graph.Input.Clear();
        foreach ((string name, DataType type, int[] shape) in inputs)
            _model.Graph.Input.Add(Value(name, type, shape));
        _features = inputs[0].Name;
        return this;
    }

    /// <summary>Inputs and outputs of so many rows and no other.</summary>
    public ExportedGraph Rows(int count)
    {
        foreach (ValueInfoProto value in _model.Graph.Input.Concat(_model.Graph.Output))
            value.Type.TensorType.Shape.Dim[0] = new TensorShapeProto.Types.Dimension { DimValue = count };
        return this;
    }

    /// <summary>An operator that the features pass, its other inputs behind them.</summary>
    public ExportedGraph Before(string type, string domain, IReadOnlyList<string>? inputs = null, params AttributeProto[] attributes)
    {
        string output = $"v{++_names}";
        _before.Add(Node(type, domain, inputs ?? [_features], output, attributes));
        _features = output;
        return this;
    }

    /// <summary>An operator of a constant beside the features.</summary>
    public ExportedGraph Arithmetic(string type, bool isConstantFirst, params float[] constant) =>
        Before(type, "", isConstantFirst ? [Constant(constant), _features] : [_features, Constant(constant)]);

    public ExportedGraph ThenScores(string type, string domain, IReadOnlyList<string>? inputs = null, params AttributeProto[] attributes)
    {
        string output = $"v{++_names}";
        _after.Add(Node(type, domain, inputs ?? [_scores], output, attributes));
        _scores = output;
        return this;
    }

    public ExportedGraph ThenScoresBy(string type, bool isConstantFirst, params float[] constant) =>
        ThenScores(type, "", isConstantFirst ? [Constant(constant), _scores] : [_scores, Constant(constant)]);

    public ExportedGraph ThenLabel(string type, params AttributeProto[] attributes)
    {
        string output = $"v{++_names}";
        _after.Add(Node(type, "", [_label], output, attributes));
        _label = output;
        return this;
    }

    public string Constant(params float[] values)
    {
        string name = $"k{++_names}";
        // Half of the exporters write bytes, half lists of numbers.
        var tensor = new TensorProto { Name = name, DataType = (int)DataType.Float };
        if (_names % 2 == 0)
            tensor.RawData = ByteString.CopyFrom(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()));
        else
            tensor.FloatData.AddRange(values);
        tensor.Dims.Add(values.Length);
        _model.Graph.Initializer.Add(tensor);
        return name;
    }

    public string Places(params long[] values)
    {
        string name = $"k{++_names}";
        _model.Graph.Initializer.Add(new TensorProto { Name = name, DataType = (int)DataType.Int64, Int64Data = { values }, Dims = { values.Length } });
        return name;
    }

    /// <summary>The scores as they are now.</summary>
    public string Scores => _scores;

    public ModelProto Build(bool withMaps = false)
    {
        _tree.Input[0] = _features;
        GraphProto graph = _model.Graph;
        graph.Node.Clear();
        graph.Node.AddRange([.. _before, _tree, .. _after]);
        foreach (ValueInfoProto output in graph.Output)
            output.Name = output.Name == EnsembleProtos.Label ? _label : _scores;
        if (withMaps)
            graph.Output[^1] = Maps(_label);
        return _model;
    }

    public static AttributeProto Floats(string name, params float[] values) => new() { Name = name, Type = AttributeType.Floats, Floats = { values } };

    public static AttributeProto Float(string name, float value) => new() { Name = name, Type = AttributeType.Float, F = value };

    public static AttributeProto Text(string name, string value) => new() { Name = name, Type = AttributeType.String, S = ByteString.CopyFromUtf8(value) };

    private static NodeProto Node(string type, string domain, IReadOnlyList<string> inputs, string output, AttributeProto[] attributes) => new()
    {
        OpType = type,
        Domain = domain,
        Name = $"n_{output}",
        Input = { inputs },
        Output = { output },
        Attribute = { attributes },
    };

    private ValueInfoProto Maps(string label)
    {
        bool isText = _model.Graph.Output.Single(o => o.Name == label).Type.TensorType.ElemType == (int)DataType.String;
        var map = new TypeProto.Types.Map
        {
            KeyType = (int)(isText ? DataType.String : DataType.Int64),
            ValueType = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)DataType.Float } },
        };
        return new ValueInfoProto
        {
            Name = _scores,
            Type = new TypeProto { SequenceType = new TypeProto.Types.Sequence { ElemType = new TypeProto { MapType = map } } },
        };
    }

    private static ValueInfoProto Value(string name, DataType type, int[] columns)
    {
        var shape = new TensorShapeProto { Dim = { new TensorShapeProto.Types.Dimension { DimParam = "N" } } };
        shape.Dim.AddRange(columns.Select(c => c > 0 ? new TensorShapeProto.Types.Dimension { DimValue = c } : new TensorShapeProto.Types.Dimension { DimParam = "C" }));
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = shape } } };
    }
}
