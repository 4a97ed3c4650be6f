using LoanDefault.Core.Scoring.Trees;
using LoanDefault.Core.Scoring.Trees.Reading;
using LoanDefault.Onnx.Protos;
using LoanDefault.Tests.Core.Scoring.Trees.Support;

namespace LoanDefault.Tests.Core.Scoring.Trees;

/// <summary>The plain evaluation of the one form against ONNX Runtime: every operator, aggregation, transform and base.</summary>
public sealed class ScoreFinishTests
{
    private static IEnumerable<EnsembleShape> Shapes()
    {
        SplitRule[][] rules =
        [
            [SplitRule.Less], [SplitRule.LessOrEqual], [SplitRule.Greater], [SplitRule.GreaterOrEqual], [SplitRule.NotEqual],
            [SplitRule.Less, SplitRule.LessOrEqual, SplitRule.Greater, SplitRule.GreaterOrEqual, SplitRule.NotEqual],
        ];
        foreach (SplitRule[] some in rules)
            yield return new EnsembleShape { Rules = some, HasOddThresholds = true };
        foreach (bool isDouble in new[] { false, true })
        {
            foreach (EnsembleShape shape in OfRegressors())
                yield return shape with { IsDouble = isDouble };
            foreach (EnsembleShape shape in OfClassifiers())
                yield return shape with { Operator = TreeOperator.Classifier, IsDouble = isDouble };
        }
    }

    private static IEnumerable<EnsembleShape> OfRegressors() =>
        from operation in new[] { TreeOperator.Regressor, TreeOperator.Ensemble }
        from aggregation in Enum.GetValues<Aggregation>()
        from transform in Enum.GetValues<PostTransform>()
        from targets in new[] { 1, 2, 3 }
        from hasBase in new[] { false, true }
        where !hasBase || operation == TreeOperator.Regressor
        from voted in new[] { 0, 1 }
        select new EnsembleShape
        {
            Operator = operation,
            Aggregation = aggregation,
            PostTransform = transform,
            Targets = targets,
            VotedTargets = voted,
            VotesForAll = operation == TreeOperator.Regressor && targets == 3,
            BaseValues = hasBase ? targets : 0,
        };

    private static IEnumerable<EnsembleShape> OfClassifiers() =>
        from transform in Enum.GetValues<PostTransform>()
        from labels in new[] { 2, 3 }
        from bases in new[] { 0, 1, labels }
        where bases != 1 || labels == 2
        from hasNegativeWeights in new[] { false, true }
        from first in Enumerable.Range(0, 2)
        from voted in new[] { 0, 1 }
        where !(transform == PostTransform.Probit && labels == 2 && bases < 2 && first == 0 && voted == 1)
        select new EnsembleShape
        {
            PostTransform = transform,
            Targets = labels,
            BaseValues = bases,
            HasNegativeWeights = hasNegativeWeights,
            FirstVoted = first,
            VotedTargets = voted,
            HasTextLabels = bases == 1,
        };

    [TestCaseSource(nameof(Shapes))]
    public void Scores_and_labels_are_those_of_ONNX_Runtime(EnsembleShape shape)
    {
        for (int seed = 1; seed <= 2; seed++)
        {
            var random = new RandomEnsembles(shape, seed);
            TreeEnsemble ensemble = random.Next();
            ModelProto model = EnsembleProtos.Model(ensemble);
            TreeEnsemble read = TreeOperatorReader.Read(model.Graph.Node[0], ensemble.FeatureCount, ensemble.IsDouble, "m");
            double[][] rows = random.Rows(ensemble, 40);
            using var runtime = new OnnxRuntimeScores(model, ensemble);
            (double[][] scores, string[] labels) = runtime.Run(rows);
            for (int row = 0; row < rows.Length; row++)
            {
                (double[] expected, _, int label) = ReferenceEvaluator.Score(read, rows[row]);
                if (shape is { IsDouble: true, Operator: not TreeOperator.Ensemble })
                    expected = Array.ConvertAll(expected, e => (double)(float)e);
                Assert.That(Bits(expected), Is.EqualTo(Bits(scores[row])), $"row {row}: {string.Join(' ', expected)} / {string.Join(' ', scores[row])}");
                Assert.That(LabelOf(read, label), Is.EqualTo(labels[row]), $"row {row}");
            }
        }
    }

    // All NaN are one: a probit of what is no probability may have either sign.
    private static long[] Bits(double[] values) => Array.ConvertAll(values, v => BitConverter.DoubleToInt64Bits(double.IsNaN(v) ? double.NaN : v));

    private static string LabelOf(TreeEnsemble ensemble, int label) => ensemble.TextLabels.Count > 0 ? ensemble.TextLabels[label]
        : ensemble.NumberLabels.Count > 0 ? $"{new ScoreFinish(ensemble).NumberLabel(label)}"
        : "";
}
