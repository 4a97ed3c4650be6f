using System.Text.Json.Serialization;
using LoanDefault.Core.Models;
using LoanDefault.Modeling.Evaluation;
using LoanDefault.Modeling.Parity;
using LoanDefault.Modeling.Training;

namespace LoanDefault.Modeling.Reports;

/// <summary>Mean and sample standard deviation over the folds.</summary>
internal sealed record MetricEstimate(double Mean, double Sd)
{
    public static MetricEstimate Of(MeanAndDeviation value) => new(value.Mean, value.StandardDeviation);
}

/// <summary>One fold: its metrics, and what was chosen without it.</summary>
internal sealed record FoldMetrics(
    double Auc, double Ks, double Brier, double LogLoss, BoostingParameters Parameters, int Rounds);

/// <summary>The estimate for unseen loans.</summary>
internal sealed record CrossValidationMetrics
{
    /// <summary>When parameters were searched for.</summary>
    public const string Nested =
        "nested: parameters and rounds are chosen on inner folds of each training part, so the test part owes nothing to the search";

    /// <summary>When there was no search.</summary>
    public const string Fixed = "parameters and rounds were fixed before any data was seen";

    /// <summary>How the estimate was made.</summary>
    public required string Method { get; init; }

    public required MetricEstimate Auc { get; init; }

    public required MetricEstimate Ks { get; init; }

    public required MetricEstimate Gini { get; init; }

    public required MetricEstimate Brier { get; init; }

    public required MetricEstimate LogLoss { get; init; }

    public required IReadOnlyList<FoldMetrics> Folds { get; init; }
}

/// <summary>The delivered model.</summary>
internal sealed record FinalModelMetrics(
    BoostingParameters Parameters, int Rounds, int Nodes, IReadOnlyList<CandidateResult> Candidates);

/// <summary>A feature's share in the model.</summary>
/// <param name="Name">The feature.</param>
/// <param name="Gain">The sum of what its branches took off the training loss.</param>
/// <param name="Share">Of all gains; 0..1.</param>
internal sealed record FeatureGain(string Name, double Gain, double Share);

/// <summary>A band among the training loans, by out-of-fold points.</summary>
internal sealed record BandMetrics(string Band, int? MinimumPoints, int Loans, int Bad, double BadRate);

/// <summary>What <c>metrics.json</c> says.</summary>
internal sealed record ModelMetrics
{
    public int Format { get; init; } = 1;

    public required string Algorithm { get; init; }

    public required int Seed { get; init; }

    /// <summary>XGBoost's threads in one booster: histogram sums, and so the model's bits, depend on it.</summary>
    public required int Threads { get; init; }

    public required TrainingData Data { get; init; }

    public required CrossValidationMetrics CrossValidation { get; init; }

    [JsonPropertyName("final")]
    public required FinalModelMetrics FinalModel { get; init; }

    public required ParityReport Parity { get; init; }

    /// <summary>Most important first.</summary>
    public required IReadOnlyList<FeatureGain> Features { get; init; }

    /// <summary>Tenths of the loans by out-of-fold score, best first.</summary>
    public required IReadOnlyList<CalibrationBin> Calibration { get; init; }

    public required IReadOnlyList<BandMetrics> Bands { get; init; }

    /// <summary>Collects the metrics of a training.</summary>
    public static ModelMetrics Of(TrainedModel model)
    {
        var margins = model.CrossValidation.OutOfFoldMargins;
        var parity = model.Final.Parity;
        return new ModelMetrics
        {
            Algorithm = model.Algorithm,
            Seed = model.Settings.Seed,
            Threads = model.Settings.Threads,
            Data = model.Set.Fingerprint,
            CrossValidation = Estimates(model),
            FinalModel = new FinalModelMetrics(
                model.Choice.Best.Parameters,
                model.Choice.Best.Rounds,
                model.Final.Trained.Ensemble.Trees.Sum(t => t.Nodes.Count),
                model.Choice.Candidates),
            Parity = parity,
            Features = Gains(model),
            Calibration = CalibrationTable.Compute(margins, model.Set.Rows.IsBad, bins: 10),
            Bands = BandTable.Compute(model.Decisions, margins, model.Set.Rows.IsBad),
        };
    }

    private static CrossValidationMetrics Estimates(TrainedModel model) => new()
    {
        Method = model.Choice.Candidates.Count > 0 ? CrossValidationMetrics.Nested : CrossValidationMetrics.Fixed,
        Auc = MetricEstimate.Of(model.Estimate(m => m.Auc)),
        Ks = MetricEstimate.Of(model.Estimate(m => m.KolmogorovSmirnov)),
        Gini = MetricEstimate.Of(model.Estimate(m => m.Gini)),
        Brier = MetricEstimate.Of(model.Estimate(m => m.Brier)),
        LogLoss = MetricEstimate.Of(model.Estimate(m => m.LogLoss)),
        Folds =
        [
            .. model.CrossValidation.Folds.Select(f => new FoldMetrics(
                f.Metrics.Auc,
                f.Metrics.KolmogorovSmirnov,
                f.Metrics.Brier,
                f.Metrics.LogLoss,
                f.Choice.Best.Parameters,
                f.Choice.Best.Rounds)),
        ],
    };

    private static FeatureGain[] Gains(TrainedModel model)
    {
        var gains = model.Final.Trained.FeatureGains;
        var total = gains.Sum();
        return model.Set.Features.Features
            .Select((feature, i) => new FeatureGain(feature.Name, gains[i], total > 0 ? gains[i] / total : 0))
            .OrderByDescending(g => g.Gain)
            .ToArray();
    }
}
