using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Features.Computed;

public sealed class MonthsOfIncomeOwedTests
{
    private const string Feature = "months_of_income_owed";

    [Test]
    public void It_is_all_debt_and_this_loan_over_a_months_income() =>
        Assert.That(FeatureProbe.Of(Feature, 10_000, 20_000, 60_000), Is.EqualTo(6f));

    [TestCase(null, 20_000.0, 60_000.0)]
    [TestCase(10_000.0, null, 60_000.0)]
    [TestCase(10_000.0, 20_000.0, null)]
    [TestCase(10_000.0, 20_000.0, 0.0)]
    public void Without_one_of_its_parts_it_is_missing(double? loan, double? balance, double? income) =>
        Assert.That(FeatureProbe.Of(Feature, loan, balance, income), Is.NaN);
}
