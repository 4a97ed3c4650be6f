using LoanDefault.Core.Applications;
using LoanDefault.Core.Features;
using LoanDefault.Core.Pipeline;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Pipeline;

public sealed class FeaturePipelineTests
{
    [Test]
    public void Training_sees_the_same_bits_and_the_same_rejects_as_scoring()
    {
        var features = new FeatureSet(ApplicationRows.Contract);
        var rows = new ApplicationRows(1000, seed: 3);
        using var batch = new ApplicationBatch(ApplicationRows.Contract);
        using var training = new FeaturePipeline(features, new DateOnly(2026, 1, 1));
        using var scoring = new BatchScoringPipeline(
            features, new LinearScorer(features.Features.Count), Policies.Standard, new DateOnly(2026, 1, 1));
        var result = new ScoredBatch();

        rows.CopyTo(batch, 0, rows.Count);
        training.Run(batch);
        rows.CopyTo(batch, 0, rows.Count);
        scoring.Run(batch, result);
        Assert.That(training.Validator.Violations, Is.Not.Empty.And.EqualTo(result.Violations));
        for (int feature = 0; feature < features.Features.Count; feature++)
        {
            Assert.That(
                training.Features.Column(feature).ToArray().Select(BitConverter.SingleToInt32Bits),
                Is.EqualTo(result.Features.Column(feature).ToArray().Select(BitConverter.SingleToInt32Bits)));
        }
    }
}
