using LoanDefault.Core.Numerics;

namespace LoanDefault.Modeling.Evaluation;

/// <summary>One group of a calibration table: loans with neighbouring scores.</summary>
/// <param name="Loans">How many loans.</param>
/// <param name="MeanProbabilityOfDefault">What the model expects; 0..1.</param>
/// <param name="BadRate">What happened; 0..1.</param>
internal readonly record struct CalibrationBin(int Loans, double MeanProbabilityOfDefault, double BadRate);

/// <summary>Expected against observed default rates by groups of equal size.</summary>
internal static class CalibrationTable
{
    /// <summary>Groups the loans by score, lowest first.</summary>
    /// <param name="margins">Log-odds of being bad.</param>
    /// <param name="isBad">The outcomes, one a margin.</param>
    /// <param name="bins">How many groups at most; a group has at least one loan.</param>
    public static IReadOnlyList<CalibrationBin> Compute(ReadOnlySpan<float> margins, ReadOnlySpan<bool> isBad, int bins)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(margins.Length, isBad.Length);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        var keys = margins.ToArray();
        var outcomes = isBad.ToArray();
        // Ties are broken by the outcome, so that the table does not depend on the order of the rows.
        var order = Enumerable.Range(0, keys.Length).OrderBy(i => keys[i]).ThenBy(i => outcomes[i]).ToArray();
        var table = new List<CalibrationBin>();
        for (var bin = 0; bin < bins; bin++)
        {
            var from = (int)((long)order.Length * bin / bins);
            var to = (int)((long)order.Length * (bin + 1) / bins);
            if (from == to)
                continue;
            var rows = order[from..to];
            table.Add(new CalibrationBin(
                rows.Length,
                rows.Sum(i => DeterministicMath.Logistic(keys[i])) / rows.Length,
                rows.Count(i => outcomes[i]) / (double)rows.Length));
        }
        return table;
    }
}
