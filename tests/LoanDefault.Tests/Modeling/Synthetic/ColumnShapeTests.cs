using LoanDefault.Modeling.Synthetic;

namespace LoanDefault.Tests.Modeling.Synthetic;

internal sealed class ColumnShapeTests
{
    [Test]
    public void Few_different_numbers_keep_their_shares_exactly()
    {
        ColumnShape shape = ColumnShape.Learn([0, 0, 0, 1, 1, 7, double.NaN, 0, 0, 0], whole: true, coded: false);

        double[] values = [.. Probabilities(1000).Select(p => shape.Value(NormalQuantile.Of(p)))];

        Assert.Multiple(() =>
        {
            Assert.That(values.Count(double.IsNaN), Is.EqualTo(100));
            Assert.That(values.Count(v => v == 0), Is.EqualTo(600));
            Assert.That(values.Count(v => v == 1), Is.EqualTo(200));
            Assert.That(values.Count(v => v == 7), Is.EqualTo(100));
        });
    }

    [Test]
    public void Many_different_numbers_are_filled_in_between_and_keep_their_decimals()
    {
        double[] sample = [.. Enumerable.Range(0, 1000).Select(i => i * i / 10.0)];
        ColumnShape shape = ColumnShape.Learn(sample, whole: false, coded: false);

        double[] values = [.. Probabilities(5000).Select(p => shape.Value(NormalQuantile.Of(p)))];

        Assert.Multiple(() =>
        {
            Assert.That(values, Is.Ordered);
            Assert.That(values.Distinct().Count(), Is.GreaterThan(3000));
            Assert.That(values, Has.All.Matches<double>(v => Math.Round(v * 10) / 10 == v));
            Assert.That((values[0], values[^1]), Is.EqualTo((sample[0], sample[^1])));
            Assert.That(values[2500], Is.EqualTo(sample[500]).Within(60));
        });
    }

    [Test]
    public void A_number_that_many_share_stays_one()
    {
        double[] sample = [.. Enumerable.Range(0, 1000).Select(i => i < 300 ? 50_000.0 : 50_000 + i)];
        ColumnShape shape = ColumnShape.Learn(sample, whole: false, coded: false);

        double[] values = [.. Probabilities(10_000).Select(p => shape.Value(NormalQuantile.Of(p)))];

        Assert.That(values.Count(v => v == 50_000), Is.EqualTo(3000).Within(15));
    }

    [Test]
    public void Codes_are_never_filled_in_between()
    {
        double[] sample = [.. Enumerable.Range(0, 500).Select(i => i * 2.0)];

        ColumnShape shape = ColumnShape.Learn(sample, whole: false, coded: true);

        Assert.That(Probabilities(5000).Select(p => shape.Value(NormalQuantile.Of(p))), Has.All.Matches<double>(v => v % 2 == 0));
    }

    [Test]
    public void A_score_is_the_middle_of_the_values_ranks()
    {
        ColumnShape shape = ColumnShape.Learn([0, 0, 0, 1], whole: true, coded: false);

        Assert.Multiple(() =>
        {
            Assert.That(shape.ScoreOf(0), Is.EqualTo(NormalQuantile.Of(0.375)));
            Assert.That(shape.ScoreOf(1), Is.EqualTo(NormalQuantile.Of(0.875)));
            Assert.That(shape.Score(-1), Is.EqualTo(shape.ScoreOf(0)));
            Assert.That(shape.Score(3), Is.EqualTo(shape.ScoreOf(1)));
        });
    }

    [TestCase(-40.0)]
    [TestCase(40.0)]
    public void The_extremes_end_at_the_samples(double normal)
    {
        double[] sample = [.. Enumerable.Range(0, 300).Select(i => (double)i)];

        Assert.That(ColumnShape.Learn(sample, whole: false, coded: false).Value(normal), Is.EqualTo(normal < 0 ? 0 : 299));
    }

    private static IEnumerable<double> Probabilities(int count) => Enumerable.Range(0, count).Select(i => (i + 0.5) / count);
}
