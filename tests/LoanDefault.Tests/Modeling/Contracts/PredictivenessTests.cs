using LoanDefault.Modeling.Contracts;

namespace LoanDefault.Tests.Modeling.Contracts;

internal sealed class PredictivenessTests
{
    [Test]
    public void The_area_is_the_share_of_pairs_in_order_ties_counting_half()
    {
        var random = new Random(7);
        (int Value, bool Bad)[] rows = [.. Enumerable.Range(0, 400).Select(_ => (random.Next(20), random.Next(3) == 0))];
        double pairs = 0;
        foreach ((int bad, _) in rows.Where(r => r.Bad))
        {
            foreach ((int good, _) in rows.Where(r => !r.Bad))
                pairs += bad > good ? 1 : bad == good ? 0.5 : 0;
        }

        double expected = pairs / rows.Count(r => r.Bad) / rows.Count(r => !r.Bad);
        var sum = new AucSum();
        foreach (IGrouping<int, (int Value, bool Bad)> group in rows.GroupBy(r => r.Value).OrderBy(g => g.Key))
            sum.Add(new LabelCounts(group.Count(r => r.Bad), group.Count(r => !r.Bad), group.Count()));

        Assert.That(sum.Auc, Is.EqualTo(Math.Max(expected, 1 - expected)).Within(1e-12));
    }

    [Test]
    public void One_label_alone_says_nothing()
    {
        var sum = new AucSum();
        sum.Add(new LabelCounts(5, 0, 5));

        Assert.That(sum.Auc, Is.EqualTo(0.5));
    }

    [TestCase(50, 0, true, TestName = "Fifty_bad_loans_of_a_hundred_in_a_thousand_are_no_chance")]
    [TestCase(3, 0, false, TestName = "Three_bad_loans_may_be_chance")]
    [TestCase(50, 1, false, TestName = "One_good_loan_among_fifty_bad_is_not_pure")]
    [TestCase(0, 200, false, TestName = "Two_hundred_good_loans_may_be_a_safe_group")]
    [TestCase(0, 880, false, TestName = "Even_most_of_the_good_loans_may_be_a_safe_group")]
    public void A_pure_group_counts_where_chance_cannot_explain_it(int bad, int good, bool pure)
    {
        string? found = Predictiveness.PureGroup("it", new LabelCounts(bad, good, bad + good), new LabelCounts(100, 900, 1000));

        Assert.That(found is not null, Is.EqualTo(pure));
    }

    [Test]
    public void Most_of_many_good_loans_and_no_bad_one_is_no_chance() => Assert.That(
        Predictiveness.PureGroup("it", new LabelCounts(0, 8800, 8800), new LabelCounts(1000, 9000, 10000)),
        Is.EqualTo("it is good (8,800 rows)"));

    [Test]
    public void Many_small_groups_do_not_pass_for_knowledge()
    {
        string[] texts = [.. Enumerable.Range(0, 90).Select(i => $"t{i}")];
        LabelCounts[] counts = [.. texts.Select((_, i) => new LabelCounts(i % 10 == 0 ? 1 : 0, i % 10 == 0 ? 0 : 1, 1))];

        Predictiveness found = Predictiveness.OfTexts(texts, counts, default, new LabelCounts(9, 81, 90));

        Assert.That(found.Auc, Is.EqualTo(0.5));
    }
}
