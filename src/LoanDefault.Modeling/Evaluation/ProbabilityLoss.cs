using LoanDefault.Core.Numerics;

namespace LoanDefault.Modeling.Evaluation;

/// <summary>Losses of probabilities that are given as margins, computed with the same bits on every machine.</summary>
internal static class ProbabilityLoss
{
    /// <summary>Mean squared difference between probability and outcome (Brier, 1950).</summary>
    public static double Brier(ReadOnlySpan<float> margins, ReadOnlySpan<bool> isBad)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(margins.Length, isBad.Length);
        double sum = 0;
        for (var i = 0; i < margins.Length; i++)
        {
            var difference = DeterministicMath.Logistic(margins[i]) - (isBad[i] ? 1 : 0);
            sum += difference * difference;
        }
        return sum / margins.Length;
    }

    /// <summary>Mean negative log-likelihood in nats; from the margin, so that no probability is rounded to 0 or 1.</summary>
    public static double LogLoss(ReadOnlySpan<float> margins, ReadOnlySpan<bool> isBad)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(margins.Length, isBad.Length);
        double sum = 0;
        for (var i = 0; i < margins.Length; i++)
        {
            // -ln p(outcome) = ln(1 + e^-m) with m the margin towards the outcome that happened.
            double towards = isBad[i] ? margins[i] : -margins[i];
            sum += DeterministicMath.Log(1 + DeterministicMath.Exp(-Math.Abs(towards))) + Math.Max(0, -towards);
        }
        return sum / margins.Length;
    }
}
