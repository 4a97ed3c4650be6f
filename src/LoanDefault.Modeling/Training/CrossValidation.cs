using LoanDefault.Modeling.Evaluation;
using LoanDefault.Modeling.XGBoost;

namespace LoanDefault.Modeling.Training;

/// <summary>One fold of a cross-validation.</summary>
/// <param name="Metrics">On the rows that were held out.</param>
/// <param name="Choice">What was chosen on the other rows.</param>
internal sealed record FoldResult(ClassificationMetrics Metrics, ParameterChoice Choice);

/// <summary>An estimate of how a model made the same way does on loans that it has not seen.</summary>
/// <param name="Folds">The folds in order.</param>
/// <param name="OutOfFoldMargins">One a row: by the model that was trained without it.</param>
internal sealed record CrossValidationResult(IReadOnlyList<FoldResult> Folds, float[] OutOfFoldMargins);

/// <summary>
/// Stratified, nested cross-validation: in each fold the whole procedure, choice and fit, sees the training part only.
/// </summary>
/// <param name="settings">Folds, seed and threads.</param>
/// <param name="choose">How parameters are chosen on a training part, as for the delivered model.</param>
/// <param name="rowsDone">Hears how many rows a finished fold tested.</param>
/// <param name="stop">Ends training between two rounds.</param>
internal sealed class CrossValidation(
    TrainingSettings settings,
    Func<LabelledRows, ParameterChoice> choose,
    Action<int>? rowsDone,
    CancellationToken stop)
{
    /// <summary>Runs every fold.</summary>
    public CrossValidationResult Run(LabelledRows rows)
    {
        var folds = StratifiedFolds.Split(rows.IsBad, settings.Folds, settings.Seed);
        var results = new List<FoldResult>();
        var outOfFold = new float[rows.Count];
        for (var fold = 0; fold < folds.Count; fold++)
        {
            var testRows = folds.Test(fold);
            var test = rows.Take(testRows);
            var train = rows.Take(folds.Train(fold));
            var choice = choose(train);
            var margins = FitAndPredict(train, test, choice.Best);
            for (var i = 0; i < testRows.Length; i++)
                outOfFold[testRows[i]] = margins[i];
            results.Add(new FoldResult(ClassificationMetrics.Compute(margins, test.IsBad), choice));
            rowsDone?.Invoke(testRows.Length);
        }
        return new CrossValidationResult(results, outOfFold);
    }

    private float[] FitAndPredict(LabelledRows train, LabelledRows test, CandidateResult best)
    {
        var trainer = new BoosterTrainer(settings.Seed, settings.Threads, stop);
        return BoosterThread.Run(() => trainer.Fit(train, best.Parameters, best.Rounds, booster =>
        {
            var margins = new float[test.Count];
            booster.PredictMargins(test.Features, best.Rounds, margins);
            return margins;
        }));
    }
}
