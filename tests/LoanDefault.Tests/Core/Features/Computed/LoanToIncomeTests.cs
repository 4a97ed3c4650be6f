using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Features.Computed;

public sealed class LoanToIncomeTests
{
    private const string Feature = "loan_to_income";

    [Test]
    public void It_is_the_loan_over_the_income() => Assert.That(FeatureProbe.Of(Feature, 15_000, 60_000), Is.EqualTo(0.25f));

    [TestCase(null, 60_000.0)]
    [TestCase(15_000.0, null)]
    [TestCase(15_000.0, 0.0)]
    [TestCase(15_000.0, -1.0)]
    [TestCase(0.0, 0.0)]
    public void Without_a_loan_or_an_income_it_is_missing(double? loan, double? income) =>
        Assert.That(FeatureProbe.Of(Feature, loan, income), Is.NaN);

    [Test]
    public void It_is_never_infinite() => Assert.That(FeatureProbe.Of(Feature, 1e300, 1e-300), Is.EqualTo(float.MaxValue));
}
