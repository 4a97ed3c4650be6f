using LoanDefault.Core.Decisions;

namespace LoanDefault.Modeling.Reports;

/// <summary>Counts loans and bad loans by band.</summary>
internal static class BandTable
{
    /// <summary>One entry a band of the policy, best first, bands without a loan included.</summary>
    public static IReadOnlyList<BandMetrics> Compute(
        DecisionPolicy policy, ReadOnlySpan<float> margins, ReadOnlySpan<bool> isBad)
    {
        var table = new DecisionTable(policy);
        var loans = new int[policy.Bands.Count];
        var bad = new int[policy.Bands.Count];
        for (var i = 0; i < margins.Length; i++)
        {
            var band = table.Band(table.Points(margins[i]));
            loans[band]++;
            bad[band] += isBad[i] ? 1 : 0;
        }
        return [.. policy.Bands.Select((b, i) => new BandMetrics(
            b.Name, b.MinimumPoints, loans[i], bad[i], loans[i] > 0 ? bad[i] / (double)loans[i] : 0))];
    }
}
