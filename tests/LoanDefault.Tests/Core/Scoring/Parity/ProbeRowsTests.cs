using LoanDefault.Core.Scoring.Parity;
using LoanDefault.Core.Scoring.Trees;
using LoanDefault.Tests.Core.Scoring.Trees.Support;

namespace LoanDefault.Tests.Core.Scoring.Parity;

public sealed class ProbeRowsTests
{
    private static readonly EnsembleShape Shape = new() { Trees = 60, Depth = 6, Features = 7, Thresholds = 90, HasOddThresholds = true };

    [Test]
    public void Every_threshold_and_its_neighbours_are_in_three_times_the_thresholds_of_one_feature()
    {
        TreeEnsemble ensemble = new RandomEnsembles(Shape, seed: 3).Next();
        ProbeRows rows = ProbeRows.All(ensemble);
        HashSet<float>[] thresholds = ThresholdsOf(ensemble);
        Assert.Multiple(() =>
        {
            Assert.That(rows.Count, Is.EqualTo(3 * thresholds.Max(t => t.Count) + 10 + 64));
            Assert.That((rows.Thresholds, rows.ThresholdsProbed), Is.EqualTo((thresholds.Sum(t => t.Count), thresholds.Sum(t => t.Count))));
            for (int feature = 0; feature < ensemble.FeatureCount; feature++)
            {
                int[] seen = [.. Enumerable.Range(0, rows.Count).Select(row => BitConverter.SingleToInt32Bits(rows.Row(row)[feature]))];
                IEnumerable<float> wanted = thresholds[feature]
                    .SelectMany(t => (float[])[t, float.BitDecrement(t), float.BitIncrement(t)])
                    .Concat([float.NaN, float.PositiveInfinity, float.NegativeInfinity, -0f, float.Epsilon, 1e-40f]);
                Assert.That(wanted.Select(BitConverter.SingleToInt32Bits).Except(seen), Is.Empty, $"feature {feature}");
            }
        });
    }

    [Test]
    public void The_same_model_gives_the_same_rows()
    {
        ProbeRows one = ProbeRows.ForStart(new RandomEnsembles(Shape, seed: 3).Next()), other = ProbeRows.ForStart(new RandomEnsembles(Shape, seed: 3).Next());
        for (int row = 0; row < one.Count; row++)
            Assert.That(Bits(other.Row(row)), Is.EqualTo(Bits(one.Row(row))));
    }

    [Test]
    public void Of_a_model_that_would_take_long_some_thresholds_are_chosen()
    {
        // One feature whose thresholds are many, and trees so many that each row is much work.
        float next = 0;
        Tree chain = Chain(ref next, 900);
        TreeEnsemble ensemble = Model([chain, .. Enumerable.Repeat(chain, 200), Chain(ref next, 900)]);
        ProbeRows rows = ProbeRows.ForStart(ensemble);
        Assert.That(rows.Thresholds, Is.EqualTo(1800));
        Assert.That(rows.ThresholdsProbed, Is.InRange(10, 300));
        Assert.That(rows.Count, Is.EqualTo(40_000_000 / (202 * 900) + 74));
    }

    [Test]
    public void A_model_without_a_question_is_probed_too()
    {
        ProbeRows rows = ProbeRows.ForStart(Model([new Tree([TreeNode.Leaf(new Vote(0, 1))])]));
        Assert.That((rows.Count, rows.Thresholds), Is.EqualTo((74, 0)));
    }

    private static int[] Bits(ReadOnlySpan<float> values) => Array.ConvertAll(values.ToArray(), BitConverter.SingleToInt32Bits);

    private static TreeEnsemble Model(Tree[] trees) => new() { Operator = TreeOperator.Regressor, FeatureCount = 1, TargetCount = 1, Trees = trees };

    private static Tree Chain(ref float next, int length)
    {
        var nodes = new List<TreeNode>();
        for (int i = 0; i < length; i++)
        {
            nodes.Add(TreeNode.Branch(SplitRule.Less, 0, next++, nodes.Count + 1, nodes.Count + 2, missingIsTrue: false));
            nodes.Add(TreeNode.Leaf(new Vote(0, i)));
        }

        nodes.Add(TreeNode.Leaf(new Vote(0, -1)));
        return new Tree(nodes);
    }

    private static HashSet<float>[] ThresholdsOf(TreeEnsemble ensemble) =>
    [
        .. Enumerable.Range(0, ensemble.FeatureCount).Select(feature => ensemble.Trees.SelectMany(t => t.Nodes)
            .Where(n => !n.IsLeaf && n.Feature == feature).Select(n => (float)n.Threshold).ToHashSet()),
    ];
}
