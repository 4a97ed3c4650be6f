using LoanDefault.Core.Applications;
using LoanDefault.Core.Features;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Features.Computed;

public sealed class RecentInquiryAccelerationTests
{
    private const string Feature = "recent_inquiry_acceleration";

    [TestCase(2.0, 4.0, 1f)]
    [TestCase(4.0, 4.0, 2f)]
    [TestCase(0.0, 4.0, 0f)]
    public void It_is_the_recent_rate_over_the_longer_one(double recent, double longer, float ratio) =>
        Assert.That(FeatureProbe.Of(Feature, recent, longer), Is.EqualTo(ratio));

    [TestCase(null, 4.0)]
    [TestCase(1.0, null)]
    [TestCase(0.0, 0.0)]
    [TestCase(1.0, 0.0)]
    public void Without_an_inquiry_in_the_longer_period_it_is_missing(double? recent, double? longer) =>
        Assert.That(FeatureProbe.Of(Feature, recent, longer), Is.NaN);

    [Test]
    public void Other_periods_are_parameters()
    {
        ApplicationContract contract = Contracts.Of(
            Contracts.Number("inquiries_3m") with { Feature = false }, Contracts.Number("inquiries_last_12_months") with { Feature = false })
            with
        {
            Features =
            [
                new()
                {
                    Name = Feature,
                    Inputs = new Dictionary<string, string> { ["inquiries_last_6_months"] = "inquiries_3m" },
                    Parameters = new Dictionary<string, double> { ["recent_months"] = 3 },
                },
            ],
        };
        using ApplicationBatch batch = Batches.Of(contract, [2, 4]);
        using var builder = new FeatureBuilder(new FeatureSet(contract));
        builder.Build(batch);
        Assert.That(builder.Matrix.Column(0)[0], Is.EqualTo(2f));
    }
}
