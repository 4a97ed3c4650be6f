using LoanDefault.Core.Decisions;
using LoanDefault.Modeling.Evaluation;

namespace LoanDefault.Modeling.Training;

/// <summary>Everything that a training found out.</summary>
/// <param name="Set">The data.</param>
/// <param name="Settings">What decided the bytes beside the data.</param>
/// <param name="LibraryVersion">XGBoost's version.</param>
/// <param name="CrossValidation">The estimate for unseen loans.</param>
/// <param name="Choice">What was chosen for the delivered model.</param>
/// <param name="Final">The delivered model.</param>
/// <param name="Decisions">Points, bands and cut-offs.</param>
internal sealed record TrainedModel(
    TrainingSet Set,
    TrainingSettings Settings,
    string LibraryVersion,
    CrossValidationResult CrossValidation,
    ParameterChoice Choice,
    FinalModel Final,
    DecisionPolicy Decisions)
{
    /// <summary>What trained it, as the manifest says.</summary>
    public string Algorithm => $"xgboost {LibraryVersion} gbtree hist";

    /// <summary>Mean and deviation of one metric over the folds.</summary>
    public MeanAndDeviation Estimate(Func<ClassificationMetrics, double> metric) =>
        MeanAndDeviation.Of(CrossValidation.Folds.Select(f => metric(f.Metrics)));
}
