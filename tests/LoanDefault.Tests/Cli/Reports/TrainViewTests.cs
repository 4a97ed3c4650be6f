using LoanDefault.Cli.Commands;
using LoanDefault.Cli.Reports;
using LoanDefault.Core.Models;
using LoanDefault.Modeling.Training;
using LoanDefault.Tests.Cli.Support;

namespace LoanDefault.Tests.Cli.Reports;

[TestFixture]
internal sealed class TrainViewTests
{
    [Test]
    public void A_training_shows_its_loans_its_metrics_and_how_to_score()
    {
        var summary = new TrainingSummary("models/mine", "mine", "1.abcd", "cafe", new TrainingData(10_000, 170, 9_800, 25, 5, "ff"), 0.7496, 0.0128, 0.413, 0.0475, 0.1856, 147, 193_000);
        using var surroundings = new TestSurroundings();

        TrainView.Write(summary, new TrainSettings("d", "c", "models/mine", 42, 5, null, Force: false), surroundings.Value);

        Assert.That(surroundings.Out, Does.Contain("Trained mine 1.abcd on 9,970 loans, 170 of them bad"));
        Assert.That(surroundings.Out, Does.Match(@"AUC +0\.7496 \+- 0\.0128 over 5 folds").And.Match(@"ignored +25").And.Match(@"rejected +5"));
        Assert.That(surroundings.Out, Does.Contain("models/mine/report.html").And.Match("hash +cafe").And.Contain("--model models/mine"));
    }
}
