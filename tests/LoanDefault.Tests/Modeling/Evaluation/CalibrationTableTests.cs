using LoanDefault.Modeling.Evaluation;

namespace LoanDefault.Tests.Modeling.Evaluation;

public sealed class CalibrationTableTests
{
    [Test]
    public void Groups_are_of_equal_size_by_score_and_hold_expected_and_observed_rates()
    {
        var table = CalibrationTable.Compute([2, -2, 0, 0], [true, false, true, false], bins: 2);
        Assert.Multiple(() =>
        {
            Assert.That(table.Select(b => (b.Loans, b.BadRate)), Is.EqualTo(new[] { (2, 0.0), (2, 1.0) }));
            Assert.That(table[0].MeanProbabilityOfDefault, Is.EqualTo((0.5 + 0.1192029) / 2).Within(1e-7));
        });
    }

    [Test]
    public void Fewer_loans_than_groups_give_one_loan_a_group()
    {
        Assert.That(CalibrationTable.Compute([1, 2, 3], [true, false, true], bins: 10).Select(b => b.Loans), Is.EqualTo(new[] { 1, 1, 1 }));
    }
}
