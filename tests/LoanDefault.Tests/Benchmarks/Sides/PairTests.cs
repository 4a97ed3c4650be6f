using LoanDefault.Benchmarks.Sides;

namespace LoanDefault.Tests.Benchmarks.Sides;

public sealed class PairTests
{
    [Test]
    public void Sides_take_turns_in_going_first_and_medians_count()
    {
        var order = new List<string>();
        var ours = new Queue<double>([9, 1, 2]);
        var theirs = new Queue<double>([4, 40, 5]);

        Pair pair = Pair.Alternate(
            3,
            () => Note("ours", ours.Dequeue()),
            () => Note("theirs", theirs.Dequeue()));

        Assert.That(order, Is.EqualTo(new[] { "ours", "theirs", "theirs", "ours", "ours", "theirs" }));
        Assert.That(pair, Is.EqualTo(new Pair(new Cost(2, 20), new Cost(5, 50))));
        Assert.That((pair.Ratio, pair.CpuRatio), Is.EqualTo((0.4, 0.4)));

        Cost Note(string side, double seconds)
        {
            order.Add(side);
            return new Cost(seconds, 10 * seconds);
        }
    }

    [Test]
    public void What_a_job_costs_by_itself_is_no_part_of_a_row()
    {
        var few = new Pair(new Cost(3, 5), new Cost(4, 6));
        var many = new Pair(new Cost(5, 9), new Cost(8, 16));

        Assert.That(Pair.PerRow(few, many, moreRows: 4), Is.EqualTo(new Pair(new Cost(0.5, 1), new Cost(1, 2.5))));
    }
}
