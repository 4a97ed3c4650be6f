using LoanDefault.Modeling.Reports;
using LoanDefault.Tests.Modeling.Training;

namespace LoanDefault.Tests.Modeling.Reports;

[NonParallelizable]
public sealed class ModelBaselineTests
{
    [Test]
    public void Every_feature_and_the_score_count_every_loan()
    {
        var model = SmallTraining.Model;
        var baseline = ModelBaseline.Of(model);
        var sums = baseline.Features.Select(f => f.Histogram).Append(baseline.Points).Append(baseline.ProbabilityOfDefault)
            .Select(h => h.Counts.Sum() + h.Missing);
        Assert.Multiple(() =>
        {
            Assert.That(sums, Is.All.EqualTo(baseline.Rows));
            Assert.That(baseline.Features.Select(f => f.Name), Is.EqualTo(model.Set.Features.Features.Select(f => f.Name)));
            Assert.That(baseline.Features[0].Histogram.Missing, Is.GreaterThan(0));
            Assert.That(baseline.Bands.Sum(b => b.Loans), Is.EqualTo(baseline.Rows));
        });
    }
}
