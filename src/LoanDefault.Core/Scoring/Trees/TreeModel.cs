using LoanDefault.Core.Errors;
using LoanDefault.Core.Scoring.Graphs;
using LoanDefault.Core.Scoring.Trees.Reading;
using LoanDefault.Onnx.Protos;

namespace LoanDefault.Core.Scoring.Trees;

/// <summary>
/// An ONNX file that is a tree ensemble, with nothing around it but operators that are done without a change of a bit; or the
/// reason why it is not.
/// </summary>
public sealed class TreeModel
{
    private TreeModel(string whyNot) => WhyNot = whyNot;

    private TreeModel(TreeEnsemble ensemble, IReadOnlyList<ModelInput> inputs) => (Ensemble, Inputs) = (ensemble, inputs);

    /// <summary>
    /// The trees, asking the columns of the model's inputs: what the file does to them before is in the questions. Null where
    /// the file holds more than trees, or others than are read.
    /// </summary>
    public TreeEnsemble? Ensemble { get; }

    /// <summary>The inputs whose columns the trees ask; none where there are no trees.</summary>
    public IReadOnlyList<ModelInput> Inputs { get; } = [];

    /// <summary>The output that holds the scores; null where there are no trees, empty where no output does.</summary>
    public string? ScoresName { get; private init; }

    /// <summary>The output that holds the label; null where none does.</summary>
    public string? LabelName { get; private init; }

    /// <summary>The output of the tree operator itself that holds its scores; null where there are no trees.</summary>
    internal string? TreeScores { get; private init; }

    /// <summary>What is done to the scores on their way from the trees to the output.</summary>
    internal IReadOnlyList<ScoreStep> Steps { get; private init; } = [];

    /// <summary>Why there are no trees: the operator that is the reason. Null where there are.</summary>
    public string? WhyNot { get; }

    /// <summary>Reads a file's model.</summary>
    /// <param name="model">The model, within its file and of standard operators.</param>
    /// <param name="file">What messages call the file.</param>
    /// <param name="columns">The columns of a model's only input where the file leaves them open; null for as many as the trees ask.</param>
    /// <exception cref="BadInputException">It has a broken tree; the message names tree and node.</exception>
    public static TreeModel Read(ModelProto model, string file, int? columns = null) => Read(model, file, columns, new TreeReadings());

    /// <summary>Checks a file's bytes and reads its model.</summary>
    /// <param name="bytes">The bytes of an ONNX file.</param>
    /// <param name="file">What messages call the file.</param>
    /// <param name="columns">See <see cref="Read(ModelProto, string, int?)"/>.</param>
    /// <exception cref="BadInputException">The bytes are no model, or a broken one.</exception>
    internal static (ModelProto Model, TreeModel Trees) Load(byte[] bytes, string file, int? columns = null)
    {
        var readings = new TreeReadings();
        ModelProto model = OnnxModelRules.Check(bytes, file, readings);
        return (model, Read(model, file, columns, readings));
    }

    private static TreeModel Read(ModelProto model, string file, int? columns, TreeReadings readings)
    {
        GraphProto graph = model.Graph;
        if (model.Functions.Count > 0)
            return new TreeModel("it has functions of its own");
        if (graph.SparseInitializer.Count > 0)
            return new TreeModel("it holds sparse tensors");
        if (graph.Node.Where(TreeOperatorReader.IsTree).ToArray() is not [var tree])
            return NotOneTree(graph);
        if (tree.Input is not [var fed])
            return new TreeModel("its trees have several inputs");
        IReadOnlyList<ModelInput> inputs = ModelInput.Of(graph, out string? whyNot);
        if (whyNot is not null)
            return new TreeModel(whyNot);
        if (inputs is [{ Columns: null } open] && TreeOperatorReader.FewestFeatures(tree) is { } asked)
            inputs = [open with { Columns = columns ?? asked }];
        // A vector is to ONNX Runtime's trees a single row.
        if (inputs.FirstOrDefault(i => i.Columns is null || i.Rank == 1) is { } other)
            return new TreeModel($"its input '{other.Name}' has no shape of [rows, features]");
        var constants = new GraphConstants(graph);
        var way = new InputWay(inputs, constants);
        int at = graph.Node.IndexOf(tree);
        foreach (NodeProto node in graph.Node.Take(at))
            way.Pass(node);
        return way.Columns(fed) is { } features
            ? Read(tree, graph, inputs, features, constants, readings, file)
            : new TreeModel($"its trees are fed through the operator {way.Lost(fed)}");
    }

    private static TreeModel NotOneTree(GraphProto graph)
    {
        if (graph.Node.Count == 0)
            return new TreeModel("it has no operator");
        return graph.Node.FirstOrDefault(n => !TreeOperatorReader.IsTree(n) && !GraphConstants.IsConstant(n)) is { } other
            ? new TreeModel($"it has the operator {other.FullName()}")
            : new TreeModel($"it has {graph.Node.Count(TreeOperatorReader.IsTree)} tree operators");
    }

    private static TreeModel Read(
        NodeProto tree, GraphProto graph, IReadOnlyList<ModelInput> inputs, IReadOnlyList<ColumnExpression> features, GraphConstants constants, TreeReadings readings, string file)
    {
        if (features.Select(f => f.Kind).Distinct().ToArray() is not [var kind] || kind == NumberKind.Int64)
            return new TreeModel("its trees are fed with other numbers than floats or doubles");
        TreeEnsemble read = readings.Read(tree, features.Count, kind == NumberKind.Double, file);
        if (new ThresholdFolding(features).Fold(read, inputs.Sum(i => i.Columns!.Value)) is not { } ensemble)
            return new TreeModel("its trees ask for equality with what an operator before them rounds");
        // A classifier's first output is the label.
        bool isClassifier = ensemble.Operator == TreeOperator.Classifier;
        string scores = tree.Output.ElementAtOrDefault(isClassifier ? 1 : 0) ?? "";
        var way = new OutputWay(scores, isClassifier ? tree.Output.ElementAtOrDefault(0) : null, ensemble.TextLabels.Count > 0, ensemble.TargetCount, constants);
        foreach (NodeProto node in graph.Node.Skip(graph.Node.IndexOf(tree) + 1))
            way.Pass(node);
        if (graph.Output.FirstOrDefault(o => !way.IsLabel(o.Name) && way.Scores(o.Name) is null) is { } foreign)
            return new TreeModel($"its output '{foreign.Name}' comes from the operator {way.Lost(foreign.Name)}");
        ValueInfoProto[] scored = [.. graph.Output.Where(o => way.Scores(o.Name) is not null)];
        if (scored.Length > 1)
            return new TreeModel($"it has {scored.Length} outputs of scores");
        return new TreeModel(ensemble, inputs)
        {
            ScoresName = scored.Length == 0 ? "" : scored[0].Name,
            LabelName = graph.Output.FirstOrDefault(o => way.IsLabel(o.Name))?.Name,
            TreeScores = scores,
            Steps = scored.Length == 0 ? [] : way.Scores(scored[0].Name)!,
        };
    }
}
