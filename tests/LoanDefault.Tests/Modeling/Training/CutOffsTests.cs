using LoanDefault.Core.Decisions;
using LoanDefault.Modeling.Training;

namespace LoanDefault.Tests.Modeling.Training;

public sealed class CutOffsTests
{
    [Test]
    public void Bands_are_fifths_and_decisions_follow_the_stated_percentiles()
    {
        var margins = Enumerable.Range(0, 10_000).Select(i => -6 + i * 0.0006f).ToArray();
        var policy = CutOffs.Derive(margins);
        var table = new DecisionTable(policy);
        var points = margins.Select(m => table.Points(m)).ToArray();
        var bands = points.CountBy(table.Band).OrderBy(b => b.Key).Select(b => b.Value).ToArray();
        Assert.Multiple(() =>
        {
            Assert.That(policy.Bands.Select(b => b.Name), Is.EqualTo(new[] { "A", "B", "C", "D", "E" }));
            // Points are whole numbers, some 58 loans each here.
            Assert.That(bands, Is.All.EqualTo(2000).Within(120));
            Assert.That(points.Count(p => table.Decide(p) == Decision.Decline), Is.EqualTo(1000).Within(60));
            Assert.That(points.Count(p => table.Decide(p) == Decision.Approve), Is.EqualTo(6000).Within(60));
            Assert.That(policy.ApproveAtOrAbove, Is.EqualTo(policy.Bands[2].MinimumPoints), "A to C are approved");
        });
    }

    [Test]
    public void A_model_that_gives_everyone_the_same_points_still_makes_a_valid_policy()
    {
        var policy = CutOffs.Derive(new float[100]);
        Assert.That(() => DecisionPolicyFile.Check(policy, "here"), Throws.Nothing);
    }

    [Test]
    public void A_single_loan_is_enough()
    {
        Assert.That(() => DecisionPolicyFile.Check(CutOffs.Derive([0.3f]), "here"), Throws.Nothing);
    }
}
