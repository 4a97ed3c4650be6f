using Google.Protobuf;
using LoanDefault.Core.Scoring;
using LoanDefault.Core.Scoring.Answers;
using LoanDefault.Core.Scoring.Trees;
using LoanDefault.Onnx;
using LoanDefault.Onnx.Protos;
using LoanDefault.Tests.Core.Scoring.Trees.Support;
using static LoanDefault.Onnx.Protos.TensorProto.Types;
using static LoanDefault.Tests.Core.Scoring.Graphs.ExportedGraph;

namespace LoanDefault.Tests.Core.Scoring.Graphs;

/// <summary>Graphs as exporters write them around trees: the kernel says what ONNX Runtime says of the whole file, bit for bit.</summary>
public sealed class ExportedGraphTests
{
    private static readonly SplitRule[] Orders = [SplitRule.Less, SplitRule.LessOrEqual, SplitRule.Greater, SplitRule.GreaterOrEqual];

    private static readonly EnsembleShape Binary = new()
    {
        Operator = TreeOperator.Classifier,
        Targets = 2,
        VotedTargets = 1,
        BaseValues = 1,
        Depth = 6,
        Trees = 25,
        PostTransform = PostTransform.Logistic,
        Features = 4,
    };

    private static readonly EnsembleShape Scaled = Binary with { Rules = Orders, HasOddThresholds = true };

    private static readonly EnsembleShape Forest = new()
    {
        Operator = TreeOperator.Classifier,
        Targets = 3,
        VotesForAll = true,
        HasNegativeWeights = false,
        Depth = 7,
        Trees = 20,
        Rules = [SplitRule.LessOrEqual],
        Features = 4,
    };

    private static readonly EnsembleShape Regression = new() { Depth = 5, Trees = 20, BaseValues = 1, Features = 4 };

    private static IEnumerable<TestCaseData> Folded()
    {
        yield return Case("XGBoost classifier, maps", Binary, g => g.ThenScores("ZipMap", MachineLearning, null, ProtoParts.Ints("classlabels_int64s", [-5, 5])), withMaps: true);
        yield return Case("XGBoost classifier, several classes", Forest with { PostTransform = PostTransform.Softmax, HasNegativeWeights = true, VotesForAll = false, Trees = 21 }, g => g);
        yield return Case("XGBoost classifier, open width", Binary, g => g.Inputs((EnsembleProtos.Input, DataType.Float, [0])));
        yield return Case("LightGBM classifier", Binary with { Rules = [SplitRule.LessOrEqual] }, g => g.ThenLabel("Identity").ThenScores("Identity", ""));
        yield return Case("LightGBM classifier, labels cast and reshaped", Binary, g => Reshaped(g.ThenLabel("Cast", EnsembleProtos.Int("to", (int)DataType.Int64))));
        yield return Case("LightGBM regressor of a forest", Regression, g => g.ThenScoresBy("Div", false, 100f));
        yield return Case("whole numbers cast", Binary with { HasWholeThresholds = true }, g => g.Inputs(("w", DataType.Int64, [4])).Before("Cast", "", null, EnsembleProtos.Int("to", (int)DataType.Float)));
        yield return Case("doubles cast", Binary, g => g.Inputs(("d", DataType.Double, [4])).Before("Cast", "", null, EnsembleProtos.Int("to", (int)DataType.Float)));
        yield return Case("an input a column", Binary, g => g
            .Inputs(("a", DataType.Float, [1]), ("b", DataType.Float, [1]), ("c", DataType.Float, [2])).Before("Concat", "", ["b", "c", "a"], EnsembleProtos.Int("axis", 1)));
        yield return Case("columns gathered", Binary, g => g.Inputs(("x", DataType.Float, [7])).Before("Gather", "", ["x", g.Places(6, 2, 2, 0)], EnsembleProtos.Int("axis", 1)));
        yield return Case("columns extracted", Binary, g => g.Inputs(("x", DataType.Float, [5])).Before("ArrayFeatureExtractor", MachineLearning, ["x", g.Places(4, 3, 1, 0)]));
        yield return Case("scikit-learn pipeline: imputer and scaler", Scaled, g => g
            .Before("Imputer", MachineLearning, null, Floats("imputed_value_floats", 0.5f, -3, 20, 0), Float("replaced_value_float", float.NaN))
            .Before("Scaler", MachineLearning, null, Floats("offset", 0.1f, 3, -7, 1e-3f), Floats("scale", 0.7f, 1.3f, 100, 3e-4f)));
        yield return Case("scikit-learn scaler in operators", Scaled, g => g.Arithmetic("Sub", false, 0.3f, 1, 2, -4).Arithmetic("Div", false, 3, 0.1f, 7, 1e4f));
        yield return Case("minimum and maximum scaler", Scaled, g => g.Arithmetic("Mul", false, 0.3f, 1, 2, 4).Arithmetic("Add", false, 3, 0.1f, 7, 1e4f));
        yield return Case("order turned round", Scaled, g => g.Arithmetic("Mul", true, -0.3f, 1, -2, -4).Arithmetic("Sub", true, 3, 0.1f, -7, 1e4f));
        yield return Case("one number for all columns", Scaled, g => g.Arithmetic("Mul", false, 1.7f));
        yield return Case("imputed after scaling", Scaled, g => g
            .Arithmetic("Div", false, -3f).Before("Imputer", MachineLearning, null, Floats("imputed_value_floats", 0.25f), Float("replaced_value_float", float.NaN)));
        yield return Case("inequality of an imputed column", Binary with { Rules = [SplitRule.NotEqual, SplitRule.Less] }, g => g
            .Before("Imputer", MachineLearning, null, Floats("imputed_value_floats", 0.5f, -3, 20, 0), Float("replaced_value_float", float.NaN)));
        yield return Case("a fixed number of rows", Binary, g => g.Rows(1));
        yield return Case("reshaped to the same", Binary, g => g.Before("Reshape", "", ["x", g.Places(-1, 4)]));
        yield return Case("forest with texts as labels, maps", Forest with { HasTextLabels = true }, g => g
            .ThenScores("ZipMap", MachineLearning, null, new AttributeProto { Name = "classlabels_strings", Type = AttributeProto.Types.AttributeType.Strings, Strings = { Enumerable.Range(0, 3).Select(i => ByteString.CopyFromUtf8($"label {i}")) } }), withMaps: true);
        foreach (string norm in new[] { "L1", "L2", "MAX" })
        {
            yield return Case($"normalised by {norm}", Forest, g => g.ThenScores("Normalizer", MachineLearning, null, Text("norm", norm)));
            yield return Case($"normalised by {norm}, of both signs", Forest with { HasNegativeWeights = true }, g => g.ThenScores("Normalizer", MachineLearning, null, Text("norm", norm)));
        }

        yield return Case("scores in operators", Forest, g => g.ThenScoresBy("Mul", true, 0.5f, 0.25f, 3).ThenScoresBy("Sub", true, 1f).ThenScoresBy("Add", false, 0.125f, -3, 1e6f));
    }

    [TestCaseSource(nameof(Folded))]
    public void A_kernel_says_what_ONNX_Runtime_says_of_the_file(EnsembleShape shape, Func<ExportedGraph, ExportedGraph> build, bool withMaps)
    {
        for (int seed = 1; seed <= 4; seed++)
        {
            ModelProto model = build(new ExportedGraph(new RandomEnsembles(shape, seed).Next())).Build(withMaps);
            var file = ModelFile.Read(model.ToByteArray(), null, "m");

            (IModelRunner runner, ScorerReport report) = file.CreateRunner(ScorerChoice.Kernel, GateCoverage.Everything);
            runner.Dispose();

            Assert.That(report.Gate?.Describe(), Does.Contain("have ONNX Runtime's bits"), $"seed {seed}: {report.Reason}");
            Assert.That(report.Scorer, Is.EqualTo(ScorerReport.KernelScorer));
        }
    }

    private static IEnumerable<TestCaseData> Foreign()
    {
        yield return Reason("a Poisson regressor", Regression, g => g.ThenScores("Exp", ""), "Exp");
        yield return Reason("another mark of a missing value", Binary, g => g
            .Before("Imputer", MachineLearning, null, Floats("imputed_value_floats", 1), Float("replaced_value_float", -999)), "ai.onnx.ml.Imputer");
        yield return Reason("columns mixed", Binary, g => g.Before("Normalizer", MachineLearning, null, Text("norm", "L2")), "ai.onnx.ml.Normalizer");
        yield return Reason("a vector of numbers as the input", Binary with { Features = 1 }, g => g
            .Inputs(("x", DataType.Float, [])).Before("Reshape", "", ["x", g.Places(-1, 1)]), "its input 'x' has no shape of [rows, features]");
        yield return Reason("a column scaled away", Binary, g => g.Arithmetic("Mul", false, 1, 0, 1, 1), "Mul");
        yield return Reason("divided by the column", Binary, g => g.Arithmetic("Div", true, 1), "Div");
        yield return Reason("a forest of LightGBM", Forest with { VotesForAll = true }, g => g
            .ThenScores("ArrayFeatureExtractor", MachineLearning, [g.Scores, g.Places(1)]), "ai.onnx.ml.ArrayFeatureExtractor");
        yield return Reason("equality of a rounded column", Binary with { Rules = [SplitRule.Equal], HasWholeThresholds = true }, g => g.Arithmetic("Mul", false, 1e-3f), "equality");
    }

    [TestCaseSource(nameof(Foreign))]
    public void ONNX_Runtime_runs_the_rest_and_the_reason_names_the_operator(EnsembleShape shape, Func<ExportedGraph, ExportedGraph> build, string reason)
    {
        ModelProto model = build(new ExportedGraph(new RandomEnsembles(shape, 1).Next())).Build();
        var file = ModelFile.Read(model.ToByteArray(), null, "m");

        (IModelRunner runner, ScorerReport report) = file.CreateRunner(ScorerChoice.Auto);
        using (runner)
        {
            Assert.Multiple(() =>
            {
                Assert.That(report.Scorer, Is.EqualTo(ScorerReport.OnnxRuntimeScorer));
                Assert.That(report.Reason, Does.Contain(reason));
                Assert.That(runner.Shape.Margins, Is.EqualTo(shape.Targets), "margins are told all the same");
            });
        }
    }

    private static ExportedGraph Reshaped(ExportedGraph graph) => graph.ThenScores("Reshape", "", [graph.Scores, graph.Places(-1, 2)]);

    private static TestCaseData Case(string name, EnsembleShape shape, Func<ExportedGraph, ExportedGraph> build, bool withMaps = false) =>
        new TestCaseData(shape, build, withMaps).SetArgDisplayNames(name);

    private static TestCaseData Reason(string name, EnsembleShape shape, Func<ExportedGraph, ExportedGraph> build, string reason) =>
        new TestCaseData(shape, build, reason).SetArgDisplayNames(name);
}
