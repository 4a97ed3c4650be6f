using LoanDefault.Modeling.Evaluation;

namespace LoanDefault.Tests.Modeling.Evaluation;

public sealed class MeanAndDeviationTests
{
    [Test]
    public void The_deviation_is_that_of_a_sample()
    {
        var result = MeanAndDeviation.Of([2, 4, 4, 4, 5, 5, 7, 9]);
        Assert.That(result.Mean, Is.EqualTo(5));
        Assert.That(result.StandardDeviation, Is.EqualTo(Math.Sqrt(32 / 7.0)).Within(1e-15));
    }

    [Test]
    public void A_single_value_has_no_deviation()
    {
        Assert.That(MeanAndDeviation.Of([3]).StandardDeviation, Is.Zero);
    }
}
