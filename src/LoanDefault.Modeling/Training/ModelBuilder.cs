using LoanDefault.Core.Pipeline;
using LoanDefault.Modeling.XGBoost;

namespace LoanDefault.Modeling.Training;

/// <summary>Trains a model on rows in memory: estimate, choose, fit, export, compare, set the cut-offs.</summary>
/// <param name="settings">What decides the bytes beside the data.</param>
/// <param name="choose">How parameters are chosen; the same inside the folds and for the delivered model.</param>
/// <param name="progress">Hears about the phases.</param>
/// <param name="stop">Ends training between two rounds.</param>
internal sealed class ModelBuilder(
    TrainingSettings settings,
    Func<LabelledRows, ParameterChoice> choose,
    IRunProgress progress,
    CancellationToken stop)
{
    /// <summary>Trains with the search of <see cref="ParameterSearch"/>.</summary>
    public static ModelBuilder WithSearch(TrainingSettings settings, IRunProgress progress, CancellationToken stop) =>
        new(settings, new ParameterSearch(settings, stop).Choose, progress, stop);

    /// <summary>Runs every step.</summary>
    /// <exception cref="Core.Errors.GateRefusedException">Export and booster differ.</exception>
    public TrainedModel Build(TrainingSet set)
    {
        var version = XGBoostLibrary.Load();
        progress.Begin("cross-validating", set.Rows.Count);
        var estimate = new CrossValidation(settings, choose, rows => progress.Add(rows), stop).Run(set.Rows);
        progress.Begin("fitting the final model");
        var choice = choose(set.Rows);
        var final = FinalModel.Fit(set.Rows, choice.Best, settings, stop);
        return new TrainedModel(
            set, settings, version, estimate, choice, final, CutOffs.Derive(estimate.OutOfFoldMargins));
    }
}
