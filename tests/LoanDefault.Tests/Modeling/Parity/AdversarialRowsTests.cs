using LoanDefault.Modeling;
using LoanDefault.Modeling.Parity;
using LoanDefault.Onnx.Trees;

namespace LoanDefault.Tests.Modeling.Parity;

public sealed class AdversarialRowsTests
{
    private static readonly TreeEnsemble Ensemble = new(
        2,
        [new DecisionTree([TreeNode.Branch(1, 0.3f, 1, 2, true, 1), TreeNode.Leaf(1, 1), TreeNode.Leaf(2, 1)])],
        0);

    [Test]
    public void Every_threshold_comes_with_both_neighbours_and_every_feature_with_the_special_values()
    {
        var rows = AdversarialRows.Around(Ensemble, new FloatMatrix([7, 8], 2));
        var second = Enumerable.Range(0, rows.RowCount).Where(r => rows.Row(r)[0] == 7).Select(r => rows.Row(r)[1]).ToArray();
        var first = Enumerable.Range(0, rows.RowCount).Where(r => rows.Row(r)[1] == 8).Select(r => rows.Row(r)[0]).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(second, Is.SupersetOf(new[] { 0.3f, float.BitIncrement(0.3f), float.BitDecrement(0.3f) }));
            Assert.That(second, Is.SupersetOf(new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity }));
            Assert.That(first, Is.SupersetOf(new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity }));
        });
    }

    [Test]
    public void Mixed_rows_depend_on_the_seed_only_and_use_nothing_but_thresholds_and_special_values()
    {
        var rows = AdversarialRows.Mixed(Ensemble, 50, seed: 1);
        Assert.Multiple(() =>
        {
            Assert.That(AdversarialRows.Mixed(Ensemble, 50, seed: 1).Values, Is.EqualTo(rows.Values));
            Assert.That(rows.RowCount, Is.EqualTo(50));
            Assert.That(rows.Values.Where(float.IsFinite).Distinct().Where(v => v != 0), Is.All.EqualTo(0.3f).Within(1e-6f));
        });
    }
}
