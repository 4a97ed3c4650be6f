using LoanDefault.Onnx.Protos;
using LoanDefault.Onnx.Trees;

namespace LoanDefault.Tests.Onnx.Trees;

public sealed class TreeEnsembleWriterTests
{
    // One row takes another path through ONNX Runtime than many, and so do more than 80 trees and more than 50 rows.
    [Test, Combinatorial]
    public void Onnx_runtime_computes_the_reference_margin_bit_for_bit(
        [Values(1, 3, 200)] int trees,
        [Values(1, 7, 300)] int rows,
        [Values("mixed", "positive", "negative", "zero")] string weights,
        [Values(0f, -2.9f, 3.7f)] float baseMargin)
    {
        const int Features = 5;
        var random = new Random(trees * 1000 + rows);
        var ensemble = new TreeEnsemble(
            Features, Enumerable.Range(0, trees).Select(_ => RandomTree(random, Features, weights)), baseMargin);
        var matrix = RandomRows(random, ensemble, rows);
        Assert.That(
            OnnxRuntimeMargins.Compute(TreeEnsembleWriter.Write(ensemble), matrix, Features).Select(Bits),
            Is.EqualTo(matrix.Chunk(Features).Select(row => Bits(ensemble.Margin(row)))));
    }

    [Test]
    public void Onnx_runtime_sums_trees_in_order_and_adds_the_base_last()
    {
        float[] weights = [1e8f, 3, -1e8f, 1e-3f, 2e8f, 7, -2e8f];
        var ensemble = new TreeEnsemble(1, weights.Select(SingleLeaf), baseMargin: 0.1f);
        var sum = weights.Aggregate(0f, (total, weight) => total + weight) + 0.1f;
        var otherOrder = weights.Aggregate(0.1f, (total, weight) => total + weight);
        Assert.That(sum, Is.Not.EqualTo(otherOrder), "the order must matter, or this test proves nothing");
        Assert.That(OnnxRuntimeMargins.Compute(TreeEnsembleWriter.Write(ensemble), [0f], 1), Is.EqualTo(new[] { sum }));
    }

    [TestCase(0.3f, 0.1f)]
    [TestCase(-0.3f, 0.1f)]
    [TestCase(0f, 0f)]
    public void A_tree_of_one_leaf_gives_its_weight_and_the_base(float weight, float baseMargin)
    {
        var ensemble = new TreeEnsemble(3, [SingleLeaf(weight)], baseMargin);
        var margins = OnnxRuntimeMargins.Compute(TreeEnsembleWriter.Write(ensemble), new float[6], 3);
        Assert.That(margins, Is.EqualTo(new[] { weight + baseMargin, weight + baseMargin }));
    }

    [Test]
    public void Thresholds_and_covers_keep_their_bits()
    {
        float[] thresholds = [float.Epsilon, -0f, 1.0000001f, float.MaxValue, 0.1f];
        var trees = thresholds.Select((t, i) => new DecisionTree(
            [TreeNode.Branch(0, t, 1, 2, i % 2 == 0, 3.3333333f), TreeNode.Leaf(1, 1.1f), TreeNode.Leaf(-1, 2.2f)]));
        var written = ModelProto.Parser.ParseFrom(TreeEnsembleWriter.Write(new TreeEnsemble(1, trees, 0)));
        var attributes = written.Graph.Node[0].Attribute.ToDictionary(a => a.Name);
        Assert.Multiple(() =>
        {
            Assert.That(
                attributes["nodes_values"].Floats.Where((_, i) => i % 3 == 0).Select(Bits),
                Is.EqualTo(thresholds.Select(Bits)));
            Assert.That(attributes["nodes_hitrates"].Floats.Take(3), Is.EqualTo(new[] { 3.3333333f, 1.1f, 2.2f }));
            Assert.That(
                attributes["nodes_missing_value_tracks_true"].Ints.Where((_, i) => i % 3 == 0),
                Is.EqualTo(new long[] { 1, 0, 1, 0, 1 }));
        });
    }

    [Test]
    public void The_same_ensemble_gives_the_same_bytes()
    {
        var first = Write();
        var second = Write();
        Assert.That(second, Is.EqualTo(first));

        static byte[] Write() => TreeEnsembleWriter.Write(
            new TreeEnsemble(5, [RandomTree(new Random(7), 5, "mixed"), SingleLeaf(1)], 0.25f));
    }

    private static int Bits(float value) => BitConverter.SingleToInt32Bits(value);

    private static DecisionTree SingleLeaf(float weight) => new([TreeNode.Leaf(weight, 1)]);

    private static DecisionTree RandomTree(Random random, int features, string weights)
    {
        var nodes = new List<TreeNode>();
        Grow(depth: 4);
        return new DecisionTree(nodes);

        int Grow(int depth)
        {
            var position = nodes.Count;
            if (depth == 0 || random.Next(5) == 0)
            {
                nodes.Add(TreeNode.Leaf(Weight(random, weights), cover: 1));
                return position;
            }
            nodes.Add(default);
            var trueChild = Grow(depth - 1);
            var falseChild = Grow(depth - 1);
            nodes[position] = TreeNode.Branch(
                random.Next(features), random.NextSingle() - 0.5f, trueChild, falseChild, random.Next(2) == 0, cover: 2);
            return position;
        }
    }

    private static float Weight(Random random, string weights) => weights switch
    {
        "mixed" => random.NextSingle() - 0.5f,
        "positive" => random.NextSingle(),
        "negative" => -random.NextSingle(),
        _ => 0,
    };

    // Every third value is a threshold or its neighbour, some are missing or infinite.
    private static float[] RandomRows(Random random, TreeEnsemble ensemble, int rows)
    {
        var thresholds = ensemble.Trees.SelectMany(t => t.Nodes).Where(n => !n.IsLeaf).Select(n => n.Threshold).ToArray();
        float Threshold() => thresholds.Length == 0 ? 0 : thresholds[random.Next(thresholds.Length)];
        return Enumerable.Range(0, rows * ensemble.FeatureCount).Select(_ => random.Next(9) switch
        {
            0 => float.NaN,
            1 => random.Next(2) == 0 ? float.PositiveInfinity : float.NegativeInfinity,
            2 => Threshold(),
            3 => float.BitIncrement(Threshold()),
            4 => float.BitDecrement(Threshold()),
            _ => random.NextSingle() - 0.5f,
        }).ToArray();
    }
}
