using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Features.Computed;

public sealed class VerificationOrdinalTests
{
    private const string Feature = "verification_ordinal";

    [TestCase("Not_Verified", 0f)]
    [TestCase("Not Verified", 0f)]
    [TestCase("not-verified", 0f)]
    [TestCase("Source_Verified", 1f)]
    [TestCase("SOURCE VERIFIED", 1f)]
    [TestCase("Verified", 2f)]
    [TestCase(" verified ", 2f)]
    public void The_better_checked_the_higher(string text, float value) =>
        Assert.That(FeatureProbe.OfCategory(Feature, text), Is.EqualTo(value));

    [TestCase("")]
    [TestCase("unknown")]
    [TestCase("verified twice")]
    public void Any_other_text_is_missing(string text) => Assert.That(FeatureProbe.OfCategory(Feature, text), Is.NaN);
}
