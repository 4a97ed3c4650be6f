namespace LoanDefault.Modeling.Evaluation;

/// <summary>How well probabilities of default separate and match the outcomes of a set of loans.</summary>
/// <param name="Auc">Area under the ROC curve; 0.5 is chance, 1 perfect order; ties count half.</param>
/// <param name="KolmogorovSmirnov">The largest gap between the score distributions of bad and good loans; 0..1.</param>
/// <param name="Brier">Mean squared error of the probabilities (Brier, 1950); 0..1, lower is better.</param>
/// <param name="LogLoss">Mean negative log-likelihood in nats; lower is better.</param>
internal readonly record struct ClassificationMetrics(double Auc, double KolmogorovSmirnov, double Brier, double LogLoss)
{
    /// <summary>2 AUC - 1: the accuracy ratio.</summary>
    public double Gini => 2 * Auc - 1;

    /// <summary>Computes all of them.</summary>
    /// <param name="margins">Log-odds of being bad.</param>
    /// <param name="isBad">The outcomes, one a margin; both classes must occur.</param>
    /// <exception cref="ArgumentException">One class is missing: AUC and KS have no value.</exception>
    public static ClassificationMetrics Compute(ReadOnlySpan<float> margins, ReadOnlySpan<bool> isBad)
    {
        var curve = RocCurve.Compute(margins, isBad);
        return new ClassificationMetrics(
            curve.Auc, curve.KolmogorovSmirnov, ProbabilityLoss.Brier(margins, isBad), ProbabilityLoss.LogLoss(margins, isBad));
    }
}
