using LoanDefault.Core.Decisions;
using LoanDefault.Modeling.Reports;

namespace LoanDefault.Tests.Modeling.Reports;

public sealed class BandTableTests
{
    [Test]
    public void Loans_and_bad_loans_are_counted_by_band()
    {
        var policy = new DecisionPolicy
        {
            Bands = [new RiskBand("A", 600), new RiskBand("B", 500), new RiskBand("C", null)],
            ApproveAtOrAbove = 600,
            DeclineBelow = 500,
        };
        // 600 points are odds of 50:1, a margin of -ln 50 = -3.91; 20 points more or less change it by ln 2.
        var table = BandTable.Compute(policy, [-5, -4, 3, 3, 4], [false, true, true, true, false]);
        Assert.That(
            table.Select(b => (b.Band, b.Loans, b.Bad, b.BadRate)),
            Is.EqualTo(new[] { ("A", 2, 1, 0.5), ("B", 0, 0, 0.0), ("C", 3, 2, 2.0 / 3) }));
    }
}
