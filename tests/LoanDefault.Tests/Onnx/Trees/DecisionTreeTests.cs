using LoanDefault.Onnx.Trees;

namespace LoanDefault.Tests.Onnx.Trees;

public sealed class DecisionTreeTests
{
    [TestCase(0.4f, 1f)]
    [TestCase(0.5f, 2f)]
    [TestCase(float.NegativeInfinity, 1f)]
    [TestCase(float.PositiveInfinity, 2f)]
    public void A_value_below_the_threshold_goes_to_the_true_child(float value, float expected)
    {
        Assert.That(Stump(missingIsTrue: true).Evaluate([value]), Is.EqualTo(expected));
    }

    [TestCase(true, 1f)]
    [TestCase(false, 2f)]
    public void A_missing_value_goes_where_the_node_says(bool missingIsTrue, float expected)
    {
        Assert.That(Stump(missingIsTrue).Evaluate([float.NaN]), Is.EqualTo(expected));
    }

    [Test]
    public void Nodes_that_are_no_tree_are_refused()
    {
        var leaf = TreeNode.Leaf(1, 1);
        Assert.Multiple(() =>
        {
            Assert.That(() => new DecisionTree([]), Throws.ArgumentException);
            Assert.That(() => new DecisionTree([Split(1, 3), leaf, leaf]), Throws.ArgumentException, "no such child");
            Assert.That(() => new DecisionTree([Split(0, 1), leaf]), Throws.ArgumentException, "its own child");
            Assert.That(() => new DecisionTree([Split(1, 1), leaf, leaf]), Throws.ArgumentException, "shared child");
            Assert.That(() => new DecisionTree([leaf, leaf]), Throws.ArgumentException, "orphan");
            Assert.That(() => new DecisionTree([TreeNode.Leaf(float.NaN, 1)]), Throws.ArgumentException, "NaN weight");
        });
    }

    private static TreeNode Split(int trueChild, int falseChild) =>
        TreeNode.Branch(feature: 0, threshold: 0.5f, trueChild, falseChild, missingIsTrue: true, cover: 2);

    private static DecisionTree Stump(bool missingIsTrue) => new(
    [
        TreeNode.Branch(feature: 0, threshold: 0.5f, trueChild: 1, falseChild: 2, missingIsTrue, cover: 2),
        TreeNode.Leaf(1, 1),
        TreeNode.Leaf(2, 1),
    ]);
}
