using LoanDefault.Core.Decisions;
using LoanDefault.Modeling.Evaluation;
using LoanDefault.Modeling.Training;

namespace LoanDefault.Modeling.Reports;

/// <summary>The charts of <c>report.html</c>; all scores are out of fold.</summary>
internal static class ReportCharts
{
    private const int ScoreBins = 24;

    /// <summary>The ROC curve, with the cut-off at which KS is taken.</summary>
    public static string Roc(TrainedModel model)
    {
        var curve = RocCurve.Compute(model.CrossValidation.OutOfFoldMargins, model.Set.Rows.IsBad);
        var widest = curve.Points.MaxBy(p => p.TruePositiveRate - p.FalsePositiveRate);
        return new SvgChart("ROC curve of the out-of-fold scores", (0, 1), (0, 1))
            .Axes("good loans scored worse than the cut-off", "bad loans found", 0.2, 0.2, "0%", "0%")
            .Line("chance", (0, 0), (1, 1))
            .Polyline("curve", curve.Points.Select(p => (p.FalsePositiveRate, p.TruePositiveRate)))
            .Line("gap", (widest.FalsePositiveRate, widest.FalsePositiveRate), (widest.FalsePositiveRate, widest.TruePositiveRate))
            .Dot("mark", (widest.FalsePositiveRate, widest.TruePositiveRate), FormattableString.Invariant($"KS {curve.KolmogorovSmirnov:0.000}"))
            .ToString();
    }

    /// <summary>Expected against observed default rates by tenths of the loans.</summary>
    public static string Calibration(IReadOnlyList<CalibrationBin> bins)
    {
        var highest = Math.Max(0.01, bins.Max(b => Math.Max(b.BadRate, b.MeanProbabilityOfDefault)) * 1.08);
        var step = RoundStep(highest / 5);
        var chart = new SvgChart("calibration by tenths of the loans", (0, highest), (0, highest))
            .Axes("expected default rate", "observed default rate", step, step, "0.#%", "0.#%")
            .Line("chance", (0, 0), (highest, highest))
            .Polyline("curve", bins.Select(b => (b.MeanProbabilityOfDefault, b.BadRate)));
        foreach (var bin in bins)
        {
            chart.Dot(
                "mark",
                (bin.MeanProbabilityOfDefault, bin.BadRate),
                FormattableString.Invariant($"{bin.Loans} loans: expected {bin.MeanProbabilityOfDefault:0.0%}, observed {bin.BadRate:0.0%}"));
        }
        return chart.ToString();
    }

    /// <summary>How the points of good and of bad loans are spread, each as a share of its class.</summary>
    public static string Scores(TrainedModel model)
    {
        var table = new DecisionTable(model.Decisions);
        var points = Array.ConvertAll(model.CrossValidation.OutOfFoldMargins, m => table.Points(m));
        var ascending = points.Order().ToArray();
        // The outermost half per cent would squeeze all others together; it goes into the outer bars.
        double low = ascending[ascending.Length / 200], high = ascending[^(1 + ascending.Length / 200)];
        var width = Math.Max(1, Math.Ceiling((high - low + 1) / ScoreBins));
        var bins = (int)Math.Ceiling((high - low + 1) / width);
        var counts = new int[2, bins];
        for (var i = 0; i < points.Length; i++)
            counts[model.Set.Rows.IsBad[i] ? 1 : 0, Math.Clamp((int)((points[i] - low) / width), 0, bins - 1)]++;

        double[] totals = [model.Set.Rows.Count - model.Set.Rows.BadCount, model.Set.Rows.BadCount];
        double Share(int outcome, int bin) => counts[outcome, bin] / totals[outcome];
        var top = Enumerable.Range(0, bins).Max(b => Math.Max(Share(0, b), Share(1, b))) * 1.08;
        var chart = new SvgChart("points of good and bad loans", (low, low + bins * width), (0, top))
            .Axes("points (more is safer)", "share of the class", RoundStep(bins * width / 6), RoundStep(top / 5), "0", "0.#%");
        for (var bin = 0; bin < bins; bin++)
        {
            var from = low + bin * width;
            foreach (var (outcome, style) in (ReadOnlySpan<(int, string)>)[(0, "good"), (1, "bad")])
            {
                chart.Bar(style, from, from + width, Share(outcome, bin), FormattableString.Invariant(
                    $"{from:0} to {from + width - 1:0} points: {Share(outcome, bin):0.0%} of the {style} loans"));
            }
        }
        return chart.ToString();
    }

    private static double RoundStep(double rough)
    {
        double magnitude = 1e-6;
        while (magnitude * 10 <= rough)
            magnitude *= 10;
        double[] steps = [1, 2, 2.5, 5, 10];
        return magnitude * steps.First(s => s * magnitude >= rough * 0.999);
    }
}
