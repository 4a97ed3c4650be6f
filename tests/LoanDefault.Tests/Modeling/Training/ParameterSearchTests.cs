using LoanDefault.Modeling.Training;

namespace LoanDefault.Tests.Modeling.Training;

[NonParallelizable]
public sealed class ParameterSearchTests
{
    private static readonly TrainingSettings Settings = new()
    {
        MaxRounds = 60,
        Patience = 5,
        Candidates =
        [
            new(MaxDepth: 2, LearningRate: 0.3, MinChildWeight: 1, L2: 1),
            new(MaxDepth: 2, LearningRate: 0.3, MinChildWeight: 1e6, L2: 1),
        ],
    };

    [Test]
    public void The_candidate_with_the_lowest_loss_on_held_out_rows_wins()
    {
        var choice = new ParameterSearch(Settings, default).Choose(GeneratedLoans.Make(1500, seed: 1));
        Assert.Multiple(() =>
        {
            // A leaf of a million hessians cannot exist: the second candidate learns nothing.
            Assert.That(choice.Best, Is.SameAs(choice.Candidates[0]));
            Assert.That(choice.Candidates[1].LogLoss, Is.GreaterThan(choice.Best.LogLoss + 0.05));
            Assert.That(choice.Best.Rounds, Is.InRange(2, 60));
        });
    }

    [Test]
    public void What_runs_at_the_same_time_changes_nothing()
    {
        var rows = GeneratedLoans.Make(600, seed: 1);
        var one = new ParameterSearch(Settings, default).Choose(rows);
        var many = new ParameterSearch(Settings with { Concurrency = 4 }, default).Choose(rows);
        Assert.That(many.Candidates, Is.EqualTo(one.Candidates));
    }
}
