using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Modeling.Training;

namespace LoanDefault.Tests.Modeling.Training;

public sealed class TargetMappingTests
{
    private static readonly TargetDefinition Target =
        new() { Column = "status", Bad = ["default", "late"], Good = ["paid"], Ignore = ["grace"] };

    [Test]
    public void Values_become_the_outcomes_that_the_contract_gives_them()
    {
        Assert.That(
            new TargetMapping(Target, "loans.csv").Map(["paid", "late", "grace", "default"]),
            Is.EqualTo(new[] { Outcome.Good, Outcome.Bad, Outcome.Ignored, Outcome.Bad }));
    }

    [Test]
    public void Without_a_list_of_good_values_every_other_value_is_good()
    {
        Assert.That(
            new TargetMapping(Target with { Good = [] }, "loans.csv").Map(["whatever", "late", "grace"]),
            Is.EqualTo(new[] { Outcome.Good, Outcome.Bad, Outcome.Ignored }));
    }

    [Test]
    public void Missing_values_are_refused_and_the_first_rows_are_named()
    {
        var values = Enumerable.Range(0, 100).Select(i => i % 10 == 3 ? null : "paid").ToArray();
        var failure = Assert.Throws<BadInputException>(() => new TargetMapping(Target, "loans.csv").Map(values));
        Assert.Multiple(() =>
        {
            Assert.That(failure!.Message, Does.StartWith(
                "loans.csv: the target 'status' is missing in 10 of 100 rows (rows 3, 13, 23, 33, 43 and 5 more, counted from 0)"));
            Assert.That((failure.File, failure.Column, failure.Row), Is.EqualTo(("loans.csv", "status", (long?)3)));
            Assert.That(failure.Message, Does.Not.Contain("\n"));
        });
    }

    [Test]
    public void A_value_that_the_contract_does_not_list_is_refused_and_named()
    {
        var failure = Assert.Throws<BadInputException>(() => new TargetMapping(Target, "loans.csv").Map(["paid", "Paid"]));
        Assert.That(failure!.Message, Does.StartWith("loans.csv: row 1 (counted from 0) has the value 'Paid' in the target 'status'"));
        Assert.That((failure.Column, failure.Row), Is.EqualTo(("status", (long?)1)));
    }
}
