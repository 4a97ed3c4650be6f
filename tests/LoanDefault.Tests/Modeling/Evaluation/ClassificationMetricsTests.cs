using LoanDefault.Modeling.Evaluation;

namespace LoanDefault.Tests.Modeling.Evaluation;

public sealed class ClassificationMetricsTests
{
    [Test]
    public void A_perfect_order_has_auc_gini_and_ks_of_one()
    {
        var metrics = ClassificationMetrics.Compute([-1, -2, 1, 2], [false, false, true, true]);
        Assert.That((metrics.Auc, metrics.Gini, metrics.KolmogorovSmirnov), Is.EqualTo((1.0, 1.0, 1.0)));
    }

    [Test]
    public void A_reversed_order_has_a_gini_of_minus_one()
    {
        Assert.That(ClassificationMetrics.Compute([1, -1], [false, true]).Gini, Is.EqualTo(-1));
    }
}
