using LoanDefault.Modeling.Training;

namespace LoanDefault.Tests.Modeling.Training;

[NonParallelizable]
public sealed class FinalModelTests
{
    private static readonly BoostingParameters Deep =
        new(MaxDepth: 6, LearningRate: 0.3, MinChildWeight: 0, L2: 0.1, RowShare: 0.8, ColumnShare: 0.8);

    [Test]
    public void The_export_scores_every_training_and_adversarial_row_as_the_booster_does()
    {
        var model = FinalModel.Fit(GeneratedLoans.Make(700, seed: 4), new CandidateResult(Deep, 0, 40), new(), default);
        Assert.Multiple(() =>
        {
            Assert.That(model.Parity.Passed);
            Assert.That(model.Parity.TrainingRows, Is.EqualTo(700));
            Assert.That(model.Parity.AdversarialRows, Is.GreaterThan(2048 + 3 * 500));
            Assert.That(model.Parity.LargestRelativeDifference, Is.GreaterThan(0), "the two add in different orders");
            Assert.That(model.Trained.Ensemble.Trees, Has.Count.EqualTo(40));
            Assert.That(model.Trained.FeatureGains.Take(2).Min(), Is.GreaterThan(model.Trained.FeatureGains.Skip(2).Max()));
        });
    }

    [Test]
    public void Outcomes_that_no_feature_explains_export_as_well()
    {
        // No branch is worth its minimum weight: every tree is one leaf.
        var stumps = new CandidateResult(Deep with { MinChildWeight = 1e9 }, 0, 3);
        var model = FinalModel.Fit(GeneratedLoans.Make(200, seed: 4), stumps, new(), default);
        Assert.That(model.Trained.Ensemble.Trees.Select(t => t.Nodes.Count), Is.All.EqualTo(1));
        Assert.That(model.Parity.Passed);
    }

    [Test]
    public void A_column_without_any_value_is_no_obstacle()
    {
        var rows = GeneratedLoans.Make(200, seed: 4);
        for (var row = 0; row < rows.Count; row++)
            rows.Features.Values[row * rows.Features.ColumnCount + 2] = float.NaN;
        var model = FinalModel.Fit(rows, new CandidateResult(Deep, 0, 5), new(), default);
        Assert.That((model.Parity.Passed, model.Trained.FeatureGains[2]), Is.EqualTo((true, 0.0)));
    }

    [Test]
    public void The_same_rows_and_settings_give_the_same_bytes()
    {
        var rows = GeneratedLoans.Make(300, seed: 4);
        var first = FinalModel.Fit(rows, new CandidateResult(Deep, 0, 10), new(), default);
        var second = FinalModel.Fit(rows, new CandidateResult(Deep, 0, 10), new(), default);
        Assert.That(second.Onnx, Is.EqualTo(first.Onnx));
    }
}
