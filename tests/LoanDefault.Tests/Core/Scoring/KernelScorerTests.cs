using LoanDefault.Core.Features;
using LoanDefault.Core.Scoring;
using LoanDefault.Core.Scoring.Kernels;
using LoanDefault.Core.Scoring.Trees;
using LoanDefault.Onnx.Protos;
using LoanDefault.Tests.Core.Scoring.Trees.Support;

namespace LoanDefault.Tests.Core.Scoring;

/// <summary>Every kernel against ONNX Runtime on random ensembles: the same bits on every path that this processor can go.</summary>
public sealed class KernelScorerTests
{
    private static readonly SplitRule[] Orders = [SplitRule.Less, SplitRule.LessOrEqual, SplitRule.Greater, SplitRule.GreaterOrEqual];

    // Named, so that a failure says which.
    private static readonly (string Name, EnsembleShape Shape)[] Shapes =
    [
        ("as XGBoost writes them", new EnsembleShape { Trees = 40, Depth = 6, Features = 9, MissingPercent = 30 }),
        ("stumps", new EnsembleShape { Trees = 30, Depth = 1 }),
        ("leaves alone", new EnsembleShape { Trees = 4, Depth = 0 }),
        ("depth 2", new EnsembleShape { Trees = 20, Depth = 2 }),
        ("depth 4", new EnsembleShape { Trees = 20, Depth = 4, LeafPercent = 25 }),
        ("depth 5", new EnsembleShape { Trees = 20, Depth = 5, LeafPercent = 0 }),
        ("one tree", new EnsembleShape { Trees = 1, Depth = 6 }),
        ("lopsided", new EnsembleShape { Trees = 15, Depth = 6, IsLopsided = true }),
        ("depth 7", new EnsembleShape { Trees = 12, Depth = 7, LeafPercent = 5 }),
        ("depth 10", new EnsembleShape { Trees = 12, Depth = 10, LeafPercent = 8, Rules = Orders, HasOddThresholds = true }),
        ("depth 28, lopsided", new EnsembleShape { Trees = 12, Depth = 28, IsLopsided = true }),
        ("depth 200, lopsided", new EnsembleShape { Trees = 3, Depth = 200, IsLopsided = true, Rules = Orders }),
        ("depth 12, leaf numbers of two bytes", new EnsembleShape { Trees = 3, Depth = 12, LeafPercent = 4, Features = 30, MissingPercent = 30 }),
        ("depth 13, too many leaves for masks", new EnsembleShape { Trees = 2, Depth = 13, LeafPercent = 0, Features = 8 }),
        ("deep, more questions than masks are shared", new EnsembleShape { Trees = 60, Depth = 9, LeafPercent = 0, Features = 40, Thresholds = 2000 }),
        ("deep, several targets", new EnsembleShape { Trees = 12, Depth = 9, Targets = 3, VotesForAll = true, BaseValues = 3 }),
        ("deep and shallow, a tree a class", new EnsembleShape { Operator = TreeOperator.Classifier, Targets = 3, Trees = 21, Depth = 8, LeafPercent = 40 }),
        ("every order and odd thresholds", new EnsembleShape { Trees = 25, Depth = 6, Rules = Orders, HasOddThresholds = true }),
        ("several planes a feature", new EnsembleShape { Trees = 120, Depth = 6, Features = 2, Thresholds = 900, LeafPercent = 0, Rules = Orders }),
        ("missing always a yes", new EnsembleShape { MissingPercent = 100 }),
        ("missing never a yes", new EnsembleShape { MissingPercent = 0 }),
        ("average with a base value", new EnsembleShape { Aggregation = Aggregation.Average, BaseValues = 1 }),
        ("several targets", new EnsembleShape { Targets = 3, VotesForAll = true, BaseValues = 3, Depth = 6 }),
        ("three classes, a tree each", new EnsembleShape { Operator = TreeOperator.Classifier, Targets = 3, Trees = 21, BaseValues = 3, Depth = 5 }),
        ("two labels of one sum", new EnsembleShape { Operator = TreeOperator.Classifier, Targets = 2, VotedTargets = 1, BaseValues = 1, Depth = 6 }),
        ("two labels of one positive sum", new EnsembleShape { Operator = TreeOperator.Classifier, Targets = 2, VotedTargets = 1, HasNegativeWeights = false }),
        ("ai.onnx.ml 5", new EnsembleShape { Operator = TreeOperator.Ensemble, Depth = 6, Rules = Orders }),
        ("inequality", new EnsembleShape { Depth = 5, Rules = [SplitRule.NotEqual, SplitRule.Less], HasOddThresholds = true }),
        ("equality", new EnsembleShape { Depth = 5, Rules = [SplitRule.Equal, SplitRule.Less], HasOddThresholds = true, MissingPercent = 0 }),
        ("equality alone", new EnsembleShape { Depth = 5, Rules = [SplitRule.Equal], HasWholeThresholds = true }),
        ("equality alone, missing", new EnsembleShape { Depth = 5, Rules = [SplitRule.Equal], HasWholeThresholds = true, MissingPercent = 0 }),
        ("equality of categories", new EnsembleShape { Depth = 5, Rules = [SplitRule.Equal, SplitRule.LessOrEqual], HasWholeThresholds = true }),
    ];

    private static IEnumerable<TestCaseData> Cases() =>
        from path in HardwarePaths.Supported
        from shape in Shapes
        select new TestCaseData((int)path, shape.Shape).SetArgDisplayNames(path.ToString(), shape.Name);

    [TestCaseSource(nameof(Cases))]
    public void Margins_are_those_of_ONNX_Runtime_bit_for_bit(int path, EnsembleShape shape)
    {
        for (int seed = 1; seed <= 16; seed++)
        {
            var random = new RandomEnsembles(shape, seed);
            TreeEnsemble ensemble = random.Next();
            ModelProto model = EnsembleProtos.Model(ensemble);
            using var runtime = new OnnxRuntimeScores(model, ensemble);
            using var scorer = new KernelScorer(TreeModel.Read(model, "m").Ensemble!, (HardwarePath)path);
            using IScorerSession session = scorer.CreateSession();
            foreach (int rows in seed == 1 ? [1, 2, 9, 15, 16, 31, 63, 64, 65, 257, 2047, 2048] : new[] { 1, 7, 130 })
                Compare(session, runtime, random.Rows(ensemble, rows), $"seed {seed}, {rows} rows");
        }
    }

    private static void Compare(IScorerSession session, OnnxRuntimeScores runtime, double[][] rows, string what)
    {
        using var matrix = new FeatureMatrix(rows[0].Length);
        matrix.Reset(rows.Length);
        for (int feature = 0; feature < rows[0].Length; feature++)
        {
            Span<float> column = matrix.Column(feature);
            for (int row = 0; row < rows.Length; row++)
                column[row] = (float)rows[row][feature];
        }

        var margins = new double[rows.Length];
        session.Score(matrix, margins);
        long[] expected = [.. runtime.Run(rows).Scores.Select(s => BitConverter.DoubleToInt64Bits(s[^1]))];
        Assert.That(Array.ConvertAll(margins, BitConverter.DoubleToInt64Bits), Is.EqualTo(expected), what);
    }
}
