using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Features.Computed;

public sealed class InstalmentDebtToIncomeTests
{
    private const string Feature = "instalment_debt_to_income";

    [Test]
    public void It_is_the_balance_over_the_income() =>
        Assert.That(FeatureProbe.Of(Feature, 30_000, 60_000), Is.EqualTo(0.5f));

    [TestCase(null, 60_000.0)]
    [TestCase(30_000.0, null)]
    [TestCase(30_000.0, 0.0)]
    public void Without_a_balance_or_an_income_it_is_missing(double? balance, double? income) =>
        Assert.That(FeatureProbe.Of(Feature, balance, income), Is.NaN);
}
