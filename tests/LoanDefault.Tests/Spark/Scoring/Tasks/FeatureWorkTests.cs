using LoanDefault.Spark.Scoring.Tasks;

namespace LoanDefault.Tests.Spark.Scoring.Tasks;

public sealed class FeatureWorkTests
{
    [Test]
    public void A_task_has_one_sum_until_it_ends()
    {
        FeatureWork work = FeatureWork.Of(80);
        work.Add(5, 7);

        Assert.That(FeatureWork.Of(80).Add(2, 3), Is.EqualTo(new FeatureWorkSum(7, 10)));
        Assert.That(FeatureWork.Of(81).Add(2, 3), Is.EqualTo(new FeatureWorkSum(2, 3)));
        work.End();
        Assert.That(FeatureWork.Of(80).Add(1, 1), Is.EqualTo(new FeatureWorkSum(1, 1)));
    }

    [Test]
    public void A_sum_travels_as_JSON() =>
        Assert.That(FeatureWorkSum.Parse(new FeatureWorkSum(5_000_000_000, 8).ToJson()), Is.EqualTo(new FeatureWorkSum(5_000_000_000, 8)));
}
