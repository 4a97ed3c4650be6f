using LoanDefault.Modeling.Synthetic;

namespace LoanDefault.Tests.Modeling.Synthetic;

internal sealed class RowPlanTests
{
    private static readonly RowPlan Plan = new(invalidShare: 0.01, duplicateShare: 0.005, key: 7);

    [TestCase(100)]
    [TestCase(12_345)]
    [TestCase(100_000)]
    public void Any_first_rows_hold_the_stated_shares_give_or_take_one(int rows)
    {
        int invalid = Enumerable.Range(0, rows).Count(row => Plan.IsInvalid(row));
        int repeated = Enumerable.Range(0, rows).Count(row => Plan.Source(row) != row);

        Assert.Multiple(() =>
        {
            Assert.That(invalid, Is.EqualTo(rows * 0.01).Within(1));
            Assert.That(repeated, Is.EqualTo(rows * 0.005).Within(1));
        });
    }

    [Test]
    public void A_repeated_row_is_an_earlier_valid_one_that_repeats_none()
    {
        foreach (long row in Enumerable.Range(0, 100_000).Where(row => Plan.Source(row) != row))
        {
            long source = Plan.Source(row);
            Assert.Multiple(() =>
            {
                Assert.That(source, Is.LessThan(row).And.GreaterThanOrEqualTo(0));
                Assert.That(Plan.IsInvalid(source), Is.False);
                Assert.That(Plan.IsInvalid(row), Is.False);
                Assert.That(Plan.Source(source), Is.EqualTo(source));
            });
        }
    }

    [Test]
    public void Places_vary()
    {
        int[] places = [.. Enumerable.Range(0, 100_000).Where(row => Plan.IsInvalid(row)).Select(row => row % 100)];

        Assert.That(places.Distinct().Count(), Is.GreaterThan(90));
    }

    [Test]
    public void A_share_of_0_picks_nothing()
    {
        var none = new RowPlan(0, 0, 7);

        Assert.That(Enumerable.Range(0, 1000), Has.All.Matches<int>(row => !none.IsInvalid(row) && none.Source(row) == row));
    }

    [Test]
    public void A_share_of_one_half_picks_every_other_row_or_so()
    {
        var half = new RowPlan(0.5, 0, 7);

        Assert.That(Enumerable.Range(0, 1000).Count(row => half.IsInvalid(row)), Is.EqualTo(500));
    }
}
