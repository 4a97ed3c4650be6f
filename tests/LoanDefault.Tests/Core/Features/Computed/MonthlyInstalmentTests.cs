using FsCheck.Fluent;
using LoanDefault.Core.Numerics;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Features.Computed;

public sealed class MonthlyInstalmentTests
{
    private const string Feature = "monthly_instalment";

    // Loans of LendingClub's published statistics with the instalment that it charged, in whole cents.
    [TestCase(28_000, 14.07, 60, 652.53f)]
    [TestCase(5_000, 12.61, 36, 167.54f)]
    [TestCase(2_000, 17.09, 36, 71.40f)]
    public void It_is_what_a_lender_charges(double amount, double rate, double term, float instalment) =>
        Assert.That(FeatureProbe.Of(Feature, amount, rate, term), Is.EqualTo(instalment).Within(0.01f));

    [Test]
    public void Without_interest_it_is_the_amount_over_the_term() =>
        Assert.That(FeatureProbe.Of(Feature, 3600, 0, 36), Is.EqualTo(100f));

    [TestCase(1e-15)]
    [TestCase(1e-9)]
    [TestCase(-1e-12)]
    public void A_tiny_rate_gives_nearly_what_none_gives(double rate) =>
        Assert.That(FeatureProbe.Of(Feature, 3600, rate, 36), Is.EqualTo(100f).Within(1).Ulps);

    [Test]
    public void A_rate_at_which_the_debt_outgrows_every_number_leaves_the_interest_alone() =>
        Assert.That(FeatureProbe.Of(Feature, 1200, 1e6, 1024), Is.EqualTo(1e6f));

    [TestCase(null, 10.0, 36.0)]
    [TestCase(1000.0, null, 36.0)]
    [TestCase(1000.0, 10.0, null)]
    [TestCase(1000.0, 10.0, 0.0)]
    [TestCase(1000.0, 10.0, -36.0)]
    [TestCase(1000.0, 10.0, 36.5)]
    [TestCase(1000.0, 10.0, 1201.0)]
    [TestCase(1000.0, 10.0, 1e300)]
    [TestCase(1000.0, -1200.0, 36.0)]
    public void Without_an_amount_a_rate_or_a_whole_term_it_is_missing(double? amount, double? rate, double? term) =>
        Assert.That(FeatureProbe.Of(Feature, amount, rate, term), Is.NaN);

    [Test]
    public void It_agrees_with_the_textbook_formula() => Properties.Hold(Prop.ForAll(
        Gen.Choose(1, 5_000_000).ToArbitrary(), Gen.Choose(10, 9_999).ToArbitrary(), Gen.Choose(1, 480).ToArbitrary(),
        (cents, basisPoints, months) =>
        {
            double amount = cents / 100.0, rate = basisPoints / 100.0, i = rate / 1200;
            double expected = amount * i / (1 - DeterministicMath.Pow(1 + i, -months));
            float actual = FeatureProbe.Of(Feature, amount, rate, months);
            return Math.Abs(actual - expected) <= 1e-6 * expected;
        }));
}
