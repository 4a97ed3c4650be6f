using LoanDefault.Modeling.Reports;

namespace LoanDefault.Tests.Modeling.Reports;

public sealed class HistogramTests
{
    [Test]
    public void Many_values_fall_into_bins_of_nearly_the_same_count()
    {
        var histogram = Histogram.Of(Enumerable.Range(0, 1000).Select(i => i * 0.5), bins: 10);
        Assert.Multiple(() =>
        {
            Assert.That(histogram.Edges, Is.EqualTo(Enumerable.Range(1, 9).Select(i => i * 50.0)));
            Assert.That(histogram.Counts, Is.All.EqualTo(100));
        });
    }

    [Test]
    public void Few_distinct_values_have_a_bin_each()
    {
        var histogram = Histogram.Of([3, 1, 1, 2, 3, 3], bins: 10);
        Assert.That((histogram.Edges, histogram.Counts), Is.EqualTo((new[] { 2.0, 3.0 }, new[] { 2L, 1L, 3L })));
    }

    [Test]
    public void Missing_values_are_counted_apart()
    {
        var histogram = Histogram.Of([double.NaN, 1, double.NaN], bins: 10);
        Assert.That((histogram.Missing, histogram.Counts.Sum()), Is.EqualTo((2L, 1L)));
    }

    [Test]
    public void A_value_that_most_loans_share_makes_no_empty_bins()
    {
        var values = Enumerable.Repeat(0.0, 950).Concat(Enumerable.Range(1, 50).Select(i => (double)i));
        var histogram = Histogram.Of(values, bins: 10);
        Assert.That(histogram.Counts, Is.EqualTo(new[] { 1000L }), "no tenth begins above the shared value");
    }

    [Test]
    public void Nothing_at_all_gives_one_empty_bin()
    {
        Assert.That(Histogram.Of([], bins: 10).Counts, Is.EqualTo(new[] { 0L }));
    }
}
