using LoanDefault.Core.Decisions;
using LoanDefault.Core.Numerics;
using LoanDefault.Modeling.Training;

namespace LoanDefault.Modeling.Reports;

/// <summary>A feature's distribution among the training loans.</summary>
internal sealed record FeatureBaseline(string Name, Histogram Histogram);

/// <summary>
/// What <c>baseline.json</c> says: the distributions that the model was made on, which later runs are compared with.
/// Scores are those of unseen loans (out of fold), as later loans will be unseen.
/// </summary>
internal sealed record ModelBaseline
{
    private const int Bins = 10;

    public int Format { get; init; } = 1;

    public required long Rows { get; init; }

    public required Histogram ProbabilityOfDefault { get; init; }

    public required Histogram Points { get; init; }

    public required IReadOnlyList<BandMetrics> Bands { get; init; }

    public required IReadOnlyList<FeatureBaseline> Features { get; init; }

    /// <summary>Counts the training loans.</summary>
    public static ModelBaseline Of(TrainedModel model)
    {
        var margins = model.CrossValidation.OutOfFoldMargins;
        var table = new DecisionTable(model.Decisions);
        var matrix = model.Set.Rows.Features;
        return new ModelBaseline
        {
            Rows = model.Set.Rows.Count,
            ProbabilityOfDefault = Histogram.Of(margins.Select(m => DeterministicMath.Logistic(m)), Bins),
            Points = Histogram.Of(margins.Select(m => (double)table.Points(m)), Bins),
            Bands = BandTable.Compute(model.Decisions, margins, model.Set.Rows.IsBad),
            Features =
            [
                .. model.Set.Features.Features.Select((feature, column) => new FeatureBaseline(
                    feature.Name,
                    Histogram.Of(Enumerable.Range(0, matrix.RowCount).Select(row => (double)matrix.Row(row)[column]), Bins))),
            ],
        };
    }
}
