using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Features.Computed;

public sealed class EmploymentYearsTests
{
    private const string Feature = "employment_years";

    [TestCase("emp_lt_1", 0f)]
    [TestCase("emp_1", 1f)]
    [TestCase("emp_9", 9f)]
    [TestCase("emp_ge_10", 10f)]
    [TestCase("< 1 year", 0f)]
    [TestCase("<1 year", 0f)]
    [TestCase("1 year", 1f)]
    [TestCase("3 years", 3f)]
    [TestCase("10+ years", 10f)]
    [TestCase("10+", 10f)]
    [TestCase(" 7 ", 7f)]
    [TestCase("EMP_GE_10", 10f)]
    public void A_text_stands_for_years(string text, float years) =>
        Assert.That(FeatureProbe.OfCategory(Feature, text), Is.EqualTo(years));

    [TestCase("emp_unk")]
    [TestCase("n/a")]
    [TestCase("")]
    [TestCase("self-employed")]
    [TestCase("-3")]
    [TestCase("3 months")]
    public void Any_other_text_is_missing(string text) => Assert.That(FeatureProbe.OfCategory(Feature, text), Is.NaN);

    [Test]
    public void A_number_is_taken_as_it_is()
    {
        Assert.That(FeatureProbe.Of(Feature, 4.5), Is.EqualTo(4.5f));
        Assert.That(FeatureProbe.Of(Feature, (double?)null), Is.NaN);
    }
}
