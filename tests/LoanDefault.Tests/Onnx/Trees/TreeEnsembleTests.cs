using LoanDefault.Onnx.Trees;

namespace LoanDefault.Tests.Onnx.Trees;

public sealed class TreeEnsembleTests
{
    [Test]
    public void The_trees_are_summed_in_order_in_float_and_the_base_comes_last()
    {
        var ensemble = new TreeEnsemble(1, [Leaf(1e8f), Leaf(3), Leaf(-1e8f)], baseMargin: 0.5f);
        var expected = 1e8f + 3f - 1e8f + 0.5f;
        Assert.That(ensemble.Margin([0]), Is.EqualTo(expected));
        Assert.That(expected, Is.Not.EqualTo(3.5f), "the order must matter, or this test proves nothing");
    }

    [Test]
    public void A_feature_that_rows_lack_is_refused()
    {
        var tree = new DecisionTree([TreeNode.Branch(2, 0, 1, 2, true, 1), TreeNode.Leaf(1, 1), TreeNode.Leaf(2, 1)]);
        Assert.That(() => new TreeEnsemble(2, [tree], 0), Throws.ArgumentException.With.Message.Contains("feature 2"));
    }

    [Test]
    public void A_row_of_another_width_is_refused()
    {
        Assert.That(() => new TreeEnsemble(2, [Leaf(1)], 0).Margin([1f]), Throws.ArgumentException);
    }

    private static DecisionTree Leaf(float weight) => new([TreeNode.Leaf(weight, 1)]);
}
