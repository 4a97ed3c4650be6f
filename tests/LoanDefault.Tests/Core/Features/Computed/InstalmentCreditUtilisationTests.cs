using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Features.Computed;

public sealed class InstalmentCreditUtilisationTests
{
    private const string Feature = "instalment_credit_utilisation";

    [Test]
    public void It_is_the_balance_over_the_limit_and_may_pass_one()
    {
        Assert.That(FeatureProbe.Of(Feature, 3_000, 4_000), Is.EqualTo(0.75f));
        Assert.That(FeatureProbe.Of(Feature, 5_000, 4_000), Is.EqualTo(1.25f));
    }

    [TestCase(null, 4_000.0)]
    [TestCase(3_000.0, null)]
    [TestCase(3_000.0, 0.0)]
    [TestCase(0.0, 0.0)]
    public void Without_a_balance_or_a_limit_it_is_missing(double? balance, double? limit) =>
        Assert.That(FeatureProbe.Of(Feature, balance, limit), Is.NaN);
}
