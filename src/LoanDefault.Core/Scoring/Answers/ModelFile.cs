using LoanDefault.Core.Errors;
using LoanDefault.Core.Scoring.Graphs;
using LoanDefault.Core.Scoring.Kernels;
using LoanDefault.Core.Scoring.Parity;
using LoanDefault.Core.Scoring.Trees;
using LoanDefault.Onnx.Protos;

namespace LoanDefault.Core.Scoring.Answers;

/// <summary>How much of a model a kernel is compared on before it runs.</summary>
public enum GateCoverage
{
    /// <summary>What is compared in a fraction of a second.</summary>
    Sample,

    /// <summary>Every threshold in batches of every size.</summary>
    Everything,
}

/// <summary>A model file that stands alone: read, checked, and run by whatever is best for it.</summary>
public sealed class ModelFile
{
    private readonly ModelProto _model;
    private readonly int? _columns;
    private readonly string _file;

    private ModelFile(ModelProto model, TreeModel trees, int? columns, string file)
    {
        _model = model;
        _columns = columns;
        _file = file;
        Trees = trees;
        Plan = KernelPlan.For(trees);
    }

    /// <summary>Its trees, or why it is not trees alone.</summary>
    public TreeModel Trees { get; }

    /// <summary>One line for people: which kernel it gets, or why ONNX Runtime runs it.</summary>
    public string Reason => Plan.Reason;

    /// <summary>The file's own words of itself: producer, operator sets, operators.</summary>
    internal ModelProto Model => _model;

    internal KernelPlan Plan { get; }

    /// <summary>Which columns of the inputs take whole numbers only; empty where there are no trees.</summary>
    internal bool[] WholeColumns => [.. Trees.Inputs.SelectMany(i => Enumerable.Repeat(i.Kind == NumberKind.Int64, i.Columns!.Value))];

    /// <summary>Reads and checks a file.</summary>
    /// <param name="bytes">Its bytes.</param>
    /// <param name="columns">How many columns the table has that it is to score; null where there is none yet.</param>
    /// <param name="file">What messages call the file.</param>
    /// <exception cref="BadInputException">The bytes are no model, or a broken one.</exception>
    public static ModelFile Read(byte[] bytes, int? columns, string file)
    {
        (ModelProto model, TreeModel trees) = TreeModel.Load(bytes, file, columns);
        return new ModelFile(model, trees, columns, file);
    }

    /// <summary>Chooses what runs the model; a kernel must give ONNX Runtime's bits first.</summary>
    /// <param name="choice">What was asked for.</param>
    /// <param name="coverage">How much a kernel is compared on.</param>
    /// <returns>The runner, and why it is that one.</returns>
    /// <exception cref="WrongUseException">A kernel was asked for and the model has none.</exception>
    /// <exception cref="BadInputException">ONNX Runtime refuses the model.</exception>
    public (IModelRunner Runner, ScorerReport Report) CreateRunner(ScorerChoice choice, GateCoverage coverage = GateCoverage.Sample)
    {
        if (choice == ScorerChoice.Kernel && Plan.Path is null)
            throw new WrongUseException($"{_file}: no kernel runs this model ({Plan.Reason}): choose the scorer auto or onnxruntime");
        var runtime = new OnnxRuntimeRunner(_model, Trees.Ensemble?.FeatureCount ?? _columns ?? 1, _file);
        if (choice == ScorerChoice.OnnxRuntime || Plan.Path is not { } path)
            return (runtime, ScorerReport.OfOnnxRuntime(runtime.Name, choice == ScorerChoice.OnnxRuntime ? "ONNX Runtime was asked for" : Plan.Reason, gate: null));
        var kernel = new KernelRunner(Trees.Ensemble!, Trees, path);
        ParityGateResult result = Compare(kernel, runtime, path, coverage);
        if (!result.Passed)
        {
            kernel.Dispose();
            return (runtime, ScorerReport.OfOnnxRuntime(runtime.Name, $"ONNX Runtime, as {kernel.Name} {result.Describe()}", result));
        }

        runtime.Dispose();
        return (kernel, ScorerReport.OfKernel(kernel.Name, Plan, result));
    }

    private ParityGateResult Compare(KernelRunner kernel, OnnxRuntimeRunner runtime, HardwarePath path, GateCoverage coverage)
    {
        TreeEnsemble ensemble = Trees.Ensemble!;
        var gate = new ParityGate(ensemble, first => new KernelScorer(first, path));
        return coverage == GateCoverage.Everything
            ? gate.RunInFull(new RunnerSide(kernel), new RunnerSide(runtime), ProbeRows.All(ensemble).Whole(WholeColumns))
            : gate.RunAtStart(new RunnerSide(kernel), new RunnerSide(runtime), ProbeRows.ForStart(ensemble).Whole(WholeColumns));
    }
}
