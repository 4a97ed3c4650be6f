using LoanDefault.Modeling.Evaluation;

namespace LoanDefault.Tests.Modeling.Evaluation;

public sealed class ProbabilityLossTests
{
    [Test]
    public void Log_loss_and_brier_of_known_probabilities()
    {
        // Margins of p = 0.2, 0.5, 0.9.
        float[] margins = [-1.3862944f, 0, 2.1972246f];
        bool[] isBad = [false, true, true];
        Assert.Multiple(() =>
        {
            // -(ln 0.8 + ln 0.5 + ln 0.9) / 3 and (0.04 + 0.25 + 0.01) / 3.
            Assert.That(ProbabilityLoss.LogLoss(margins, isBad), Is.EqualTo(0.3405504).Within(1e-7));
            Assert.That(ProbabilityLoss.Brier(margins, isBad), Is.EqualTo(0.1).Within(1e-7));
        });
    }

    [Test]
    public void A_margin_far_on_the_wrong_side_costs_itself_and_stays_finite()
    {
        Assert.That(ProbabilityLoss.LogLoss([-1000], [true]), Is.EqualTo(1000));
        Assert.That(ProbabilityLoss.LogLoss([-1000], [false]), Is.Zero);
    }
}
