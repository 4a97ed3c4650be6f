using LoanDefault.Core.Errors;
using LoanDefault.Modeling;
using LoanDefault.Modeling.Parity;
using LoanDefault.Onnx.Trees;

namespace LoanDefault.Tests.Modeling.Parity;

public sealed class ParityCheckTests
{
    private static readonly FloatMatrix Rows = new([0.2f, 0.4f, float.NaN], columnCount: 1);

    [Test]
    public void Equal_evaluations_pass()
    {
        var ensemble = Stump(0.3f, missingIsTrue: true);
        var report = ParityCheck.Run(ensemble, TreeEnsembleWriter.Write(ensemble), Rows, 2, [1.5f, 2.5f, 1.5f]);
        Assert.That(report, Is.EqualTo(new ParityReport(2, 1, 1e-5, 0, 0)));
    }

    [Test]
    public void A_wrong_direction_for_missing_values_is_refused()
    {
        var onnx = TreeEnsembleWriter.Write(Stump(0.3f, missingIsTrue: false));
        Assert.That(
            () => ParityCheck.Run(Stump(0.3f, missingIsTrue: true), onnx, Rows, 3, [1.5f, 2.5f, 1.5f]),
            Throws.InstanceOf<GateRefusedException>().With.Message.Contains("1 of 3 rows"));
    }

    [Test]
    public void A_margin_beyond_the_tolerance_is_refused()
    {
        var ensemble = Stump(0.3f, missingIsTrue: true);
        var onnx = TreeEnsembleWriter.Write(ensemble);
        Assert.That(() => ParityCheck.Run(ensemble, onnx, Rows, 3, [1.50001f, 2.5f, 1.5f]), Throws.Nothing);
        Assert.That(
            () => ParityCheck.Run(ensemble, onnx, Rows, 3, [1.50002f, 2.5f, 1.5f]), Throws.InstanceOf<GateRefusedException>());
        Assert.That(
            () => ParityCheck.Run(ensemble, onnx, Rows, 3, [float.NaN, 2.5f, 1.5f]), Throws.InstanceOf<GateRefusedException>());
    }

    [Test]
    public void More_rows_than_a_batch_holds_are_scored_in_order()
    {
        var ensemble = Stump(0.3f, missingIsTrue: true);
        var rows = new FloatMatrix(Enumerable.Range(0, 5000).Select(i => i % 3 * 0.2f).ToArray(), 1);
        var expected = Enumerable.Range(0, 5000).Select(i => i % 3 == 2 ? 2.5f : 1.5f).ToArray();
        Assert.That(ParityCheck.Run(ensemble, TreeEnsembleWriter.Write(ensemble), rows, 5000, expected).Passed);
    }

    private static TreeEnsemble Stump(float threshold, bool missingIsTrue) => new(
        1,
        [new DecisionTree([TreeNode.Branch(0, threshold, 1, 2, missingIsTrue, 1), TreeNode.Leaf(1, 1), TreeNode.Leaf(2, 1)])],
        baseMargin: 0.5f);
}
