using LoanDefault.Core.Scoring.Graphs;
using LoanDefault.Core.Scoring.Trees;

namespace LoanDefault.Tests.Core.Scoring.Graphs;

/// <summary>A question of a scaled number against the folded question of the number itself.</summary>
public sealed class ThresholdFoldingTests
{
    private static readonly float[] Odd =
    [
        float.NaN, float.PositiveInfinity, float.NegativeInfinity, 0f, -0f, float.Epsilon, -float.Epsilon, 1e-40f, float.MaxValue, float.MinValue, 1, -1,
    ];

    private static readonly SplitRule[] Rules =
        [SplitRule.Less, SplitRule.LessOrEqual, SplitRule.Greater, SplitRule.GreaterOrEqual, SplitRule.Equal, SplitRule.NotEqual];

    [Test]
    public void Every_number_is_answered_as_before_it_was_folded()
    {
        var random = new Random(5);
        int folded = 0;
        for (int i = 0; i < 4000; i++)
        {
            var column = new ColumnExpression(3, NumberKind.Float, [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Step(random))]);
            float threshold = random.Next(3) == 0 ? Number(random) : column.Apply(Number(random));
            TreeNode question = TreeNode.Branch(Rules[random.Next(Rules.Length)], 0, float.IsNaN(threshold) ? 0 : threshold, 1, 2, random.Next(2) == 0);
            if (Fold(question, column) is not { } tree)
            {
                Assert.That(question.Rule, Is.EqualTo(SplitRule.Equal).Or.EqualTo(SplitRule.NotEqual), "an order can always be folded");
                continue;
            }

            folded++;
            foreach (float value in Values(tree.Nodes[0], random))
            {
                bool before = question.Answers(column.Apply(value));
                int leaf = tree.Nodes[0].Answers(value) ? tree.Nodes[0].TrueChild : tree.Nodes[0].FalseChild;
                Assert.That(leaf, Is.EqualTo(before ? 1 : 2), $"{value:R} at {question} of {string.Join(", ", column.Steps)}, folded to {tree.Nodes[0]}");
            }
        }

        Assert.That(folded, Is.GreaterThan(2500));
    }

    private static Tree? Fold(TreeNode question, ColumnExpression column)
    {
        var ensemble = new TreeEnsemble
        {
            Operator = TreeOperator.Regressor,
            FeatureCount = 1,
            TargetCount = 1,
            Trees = [new Tree([question, TreeNode.Leaf(new Vote(0, 1)), TreeNode.Leaf(new Vote(0, 2))])],
        };
        TreeEnsemble? result = new ThresholdFolding([column]).Fold(ensemble, 9);
        Assert.That(result is null || result.Trees[0].Nodes[0].Feature == 3);
        return result?.Trees[0];
    }

    private static IEnumerable<float> Values(TreeNode question, Random random)
    {
        foreach (float odd in Odd)
            yield return odd;
        float threshold = (float)question.Threshold;
        yield return threshold;
        yield return float.BitIncrement(threshold);
        yield return float.BitDecrement(threshold);
        for (int i = 0; i < 20; i++)
            yield return Number(random);
    }

    private static ColumnStep Step(Random random)
    {
        var operation = (NumberOperation)random.Next(6);
        while (true)
        {
            var step = new ColumnStep(operation, Number(random));
            if (step.IsMonotone)
                return step;
        }
    }

    private static float Number(Random random) => random.Next(4) switch
    {
        0 => Odd[random.Next(Odd.Length)],
        1 => BitConverter.UInt32BitsToSingle((uint)random.NextInt64(1L << 32)),
        2 => random.Next(-50, 50),
        _ => (float)(random.NextDouble() - 0.5) * 20,
    };
}
