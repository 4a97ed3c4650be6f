using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Features.Computed;

public sealed class InstalmentToIncomeTests
{
    private const string Feature = "instalment_to_income";

    [Test]
    public void It_is_the_instalment_over_a_months_income()
    {
        float instalment = FeatureProbe.Of("monthly_instalment", 28_000, 14.07, 60);
        Assert.That(FeatureProbe.Of(Feature, 28_000, 14.07, 60, 90_000), Is.EqualTo(instalment / 7500).Within(1e-7f));
    }

    [TestCase(null, 10.0, 36.0, 5e4)]
    [TestCase(1000.0, null, 36.0, 5e4)]
    [TestCase(1000.0, 10.0, null, 5e4)]
    [TestCase(1000.0, 10.0, 36.0, null)]
    [TestCase(1000.0, 10.0, 36.0, 0.0)]
    public void Without_one_of_its_parts_it_is_missing(double? amount, double? rate, double? term, double? income) =>
        Assert.That(FeatureProbe.Of(Feature, amount, rate, term, income), Is.NaN);
}
