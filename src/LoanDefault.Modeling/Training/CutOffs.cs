using LoanDefault.Core.Decisions;

namespace LoanDefault.Modeling.Training;

/// <summary>Sets bands and cut-offs from the points of loans that the scoring model had not seen.</summary>
internal static class CutOffs
{
    /// <summary>The rule, as it stands in the manifest.</summary>
    public const string Rule =
        "Out-of-fold points of the training loans: bands A to E are fifths, A the best; approve at or above the 40th "
        + "percentile (bands A to C), decline below the 10th (the worse half of E), refer between.";

    private const double ApprovePercentile = 0.4;
    private const double DeclinePercentile = 0.1;

    private static readonly (string Band, double Percentile)[] BandStarts =
        [("A", 0.8), ("B", 0.6), ("C", 0.4), ("D", 0.2)];

    private const string LastBand = "E";

    /// <summary>Applies the rule.</summary>
    /// <param name="outOfFoldMargins">Log-odds of default, one a loan; at least one.</param>
    public static DecisionPolicy Derive(ReadOnlySpan<float> outOfFoldMargins)
    {
        var scale = new DecisionTable(Policy([new RiskBand(LastBand, null)], 0, 0));
        var points = new int[outOfFoldMargins.Length];
        for (var i = 0; i < points.Length; i++)
            points[i] = scale.Points(outOfFoldMargins[i]);
        Array.Sort(points);

        var bands = new List<RiskBand>();
        foreach (var (band, percentile) in BandStarts)
        {
            var minimum = AtPercentile(points, percentile);
            // Many loans with the same points must not make a band without any: it starts a point lower.
            if (bands.Count > 0)
                minimum = Math.Min(minimum, bands[^1].MinimumPoints!.Value - 1);
            bands.Add(new RiskBand(band, minimum));
        }
        bands.Add(new RiskBand(LastBand, null));
        return Policy(bands, AtPercentile(points, ApprovePercentile), AtPercentile(points, DeclinePercentile));
    }

    // The fewest points of the best (1 - share) of the loans.
    private static int AtPercentile(int[] ascending, double share) => ascending[(int)(ascending.Length * share)];

    private static DecisionPolicy Policy(IReadOnlyList<RiskBand> bands, int approve, int decline) =>
        new() { Bands = bands, ApproveAtOrAbove = approve, DeclineBelow = decline, Rule = Rule };
}
