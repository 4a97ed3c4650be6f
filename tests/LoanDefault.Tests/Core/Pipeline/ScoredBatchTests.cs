using LoanDefault.Core.Pipeline;

namespace LoanDefault.Tests.Core.Pipeline;

public sealed class ScoredBatchTests
{
    [Test]
    public void Before_the_first_batch_there_is_nothing()
    {
        var result = new ScoredBatch();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Count, Is.Zero);
            Assert.That(result.Violations, Is.Empty);
            Assert.That(result.ViolationsOf(0).Length, Is.Zero);
            Assert.That(result.QuarantinedCount, Is.Zero);
            Assert.That(result.Quarantined.Length, Is.Zero);
            Assert.That(() => result.Features, Throws.InvalidOperationException);
        }
    }
}
