using LoanDefault.Modeling.Training;

namespace LoanDefault.Tests.Modeling.Training;

public sealed class EarlyStoppingTests
{
    [Test]
    public void It_stops_when_patience_is_over_and_remembers_the_best_round()
    {
        var stopping = new EarlyStopping(patience: 3);
        double[] losses = [0.5, 0.4, 0.45, 0.39, 0.41, 0.40, 0.39, 0.1];
        var rounds = 0;
        while (!stopping.Stops(++rounds, losses[rounds - 1]))
        {
        }
        Assert.That((rounds, stopping.BestRounds, stopping.BestLoss), Is.EqualTo((7, 4, 0.39)), "an equal loss is no better one");
    }

    [Test]
    public void A_loss_that_is_not_a_number_is_never_the_best()
    {
        var stopping = new EarlyStopping(patience: 2);
        Assert.That(stopping.Stops(1, 0.5), Is.False);
        Assert.That(stopping.Stops(2, double.NaN), Is.False);
        Assert.That(stopping.Stops(3, double.NaN), Is.True);
        Assert.That(stopping.BestRounds, Is.EqualTo(1));
    }
}
