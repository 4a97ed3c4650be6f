namespace LoanDefault.Modeling.Evaluation;

/// <summary>
/// The receiver operating characteristic: over all cut-offs, the share of bad loans above against that of good ones.
/// Exact: pairs are counted in whole numbers, and loans with the same score move the curve together.
/// </summary>
internal sealed class RocCurve
{
    private RocCurve(IReadOnlyList<(double FalsePositiveRate, double TruePositiveRate)> points, double auc, double gap)
    {
        Points = points;
        Auc = auc;
        KolmogorovSmirnov = gap;
    }

    /// <summary>From (0, 0) to (1, 1), one point for each distinct score, highest first.</summary>
    public IReadOnlyList<(double FalsePositiveRate, double TruePositiveRate)> Points { get; }

    /// <summary>
    /// The chance that a bad loan scores above a good one, ties counted half (Mann and Whitney's U over the pairs).
    /// </summary>
    public double Auc { get; }

    /// <summary>The largest difference of the two rates (Kolmogorov and Smirnov's two-sample statistic).</summary>
    public double KolmogorovSmirnov { get; }

    /// <summary>Computes the curve.</summary>
    /// <param name="scores">The higher, the worse; no NaN.</param>
    /// <param name="isBad">The outcomes, one a score.</param>
    /// <exception cref="ArgumentException">One of the classes does not occur, or a score is NaN.</exception>
    public static RocCurve Compute(ReadOnlySpan<float> scores, ReadOnlySpan<bool> isBad)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(scores.Length, isBad.Length);
        var order = new (float Score, bool IsBad)[scores.Length];
        long bad = 0;
        for (var i = 0; i < order.Length; i++)
        {
            if (float.IsNaN(scores[i]))
                throw new ArgumentException($"score {i} is NaN", nameof(scores));
            order[i] = (scores[i], isBad[i]);
            bad += isBad[i] ? 1 : 0;
        }
        long good = order.Length - bad;
        if (bad == 0 || good == 0)
            throw new ArgumentException($"both classes must occur: {bad} bad, {good} good", nameof(isBad));
        Array.Sort(order, (a, b) => b.Score.CompareTo(a.Score));
        return Walk(order, bad, good);
    }

    private static RocCurve Walk((float Score, bool IsBad)[] order, long bad, long good)
    {
        var points = new List<(double, double)> { (0, 0) };
        long badAbove = 0, goodAbove = 0;
        Int128 twiceWins = 0;
        double gap = 0;
        for (var i = 0; i < order.Length;)
        {
            long badHere = 0, goodHere = 0;
            for (var score = order[i].Score; i < order.Length && order[i].Score == score; i++)
            {
                badHere += order[i].IsBad ? 1 : 0;
                goodHere += order[i].IsBad ? 0 : 1;
            }
            twiceWins += (Int128)goodHere * (2 * badAbove + badHere);
            badAbove += badHere;
            goodAbove += goodHere;
            var point = (False: goodAbove / (double)good, True: badAbove / (double)bad);
            gap = Math.Max(gap, Math.Abs(point.True - point.False));
            points.Add(point);
        }
        return new RocCurve(points, (double)twiceWins / (double)((Int128)2 * bad * good), gap);
    }
}
