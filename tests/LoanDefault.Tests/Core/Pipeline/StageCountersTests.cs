using System.Diagnostics;
using LoanDefault.Core.Pipeline;

namespace LoanDefault.Tests.Core.Pipeline;

public sealed class StageCountersTests
{
    [Test]
    public void Counters_of_threads_add_up()
    {
        var one = new StageCounters();
        var two = new StageCounters();
        one.AddValidation(1_000_000_000);
        one.AddFeatures(10, 2_000_000_000);
        one.AddScores(10, 3_000_000_000, 4_000_000_000);
        two.AddValidation(1_000_000_000);
        two.AddFeatures(20, 0);
        two.AddScores(20, 0, 0);
        one.Add(two);
        double second = 1_000_000_000 / (double)Stopwatch.Frequency;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(one.FeatureRows, Is.EqualTo(30));
            Assert.That(one.ModelRows, Is.EqualTo(30));
            Assert.That(one.ValidationSeconds, Is.EqualTo(2 * second));
            Assert.That(one.FeatureSeconds, Is.EqualTo(2 * second));
            Assert.That(one.ModelSeconds, Is.EqualTo(3 * second));
            Assert.That(one.DecisionSeconds, Is.EqualTo(4 * second));
        }
    }
}
