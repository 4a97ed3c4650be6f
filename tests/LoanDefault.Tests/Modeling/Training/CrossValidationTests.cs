using LoanDefault.Modeling.Evaluation;
using LoanDefault.Modeling.Training;

namespace LoanDefault.Tests.Modeling.Training;

[NonParallelizable]
public sealed class CrossValidationTests
{
    private static readonly TrainingSettings Settings = new()
    {
        Folds = 4,
        MaxRounds = 60,
        Patience = 5,
        Candidates =
        [
            new(MaxDepth: 2, LearningRate: 0.3, MinChildWeight: 1, L2: 1),
            new(MaxDepth: 6, LearningRate: 0.5, MinChildWeight: 0, L2: 0),
        ],
    };

    private static readonly ParameterSearch Search = new(Settings, default);

    [Test]
    public void Outcomes_that_depend_on_the_features_are_predicted_out_of_fold()
    {
        var rows = GeneratedLoans.Make(1500, seed: 1);
        var done = new List<int>();
        var result = new CrossValidation(Settings, Search.Choose, done.Add, default).Run(rows);
        Assert.Multiple(() =>
        {
            Assert.That(result.Folds.Select(f => f.Metrics.Auc), Is.All.GreaterThan(0.8));
            Assert.That(RocCurve.Compute(result.OutOfFoldMargins, rows.IsBad).Auc, Is.GreaterThan(0.85));
            Assert.That(done, Is.EqualTo(new[] { 375, 375, 375, 375 }));
        });
    }

    [Test]
    public void Outcomes_that_depend_on_nothing_are_not_predicted_whatever_the_search_tries()
    {
        var rows = GeneratedLoans.Make(1500, seed: 2, withSignal: false);
        var result = new CrossValidation(Settings, Search.Choose, null, default).Run(rows);
        // The standard error of the AUC of pure noise is some 0.02 here; a leak shows as 0.6 and more.
        Assert.That(result.Folds.Average(f => f.Metrics.Auc), Is.EqualTo(0.5).Within(0.05));
    }

    [Test]
    public void The_outcomes_of_a_fold_do_not_change_its_own_predictions()
    {
        var rows = GeneratedLoans.Make(400, seed: 3);
        var folds = StratifiedFolds.Split(rows.IsBad, Settings.Folds, Settings.Seed);
        var test = folds.Test(1);
        // Swapping outcomes inside a fold, bad for good one by one, keeps every fold as it is.
        var swapped = (bool[])rows.IsBad.Clone();
        var bad = test.First(row => rows.IsBad[row]);
        var good = test.First(row => !rows.IsBad[row]);
        var before = new CrossValidation(Settings, Search.Choose, null, default).Run(rows);
        var train = rows.Take(folds.Train(1));
        (swapped[bad], swapped[good]) = (swapped[good], swapped[bad]);
        var trainAfter = (rows with { IsBad = swapped }).Take(folds.Train(1));
        Assert.That(trainAfter.IsBad, Is.EqualTo(train.IsBad));
        var choice = Search.Choose(trainAfter);
        Assert.That(choice.Candidates, Is.EqualTo(before.Folds[1].Choice.Candidates));
    }
}
