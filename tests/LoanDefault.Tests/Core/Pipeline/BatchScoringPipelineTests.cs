using LoanDefault.Core.Applications;
using LoanDefault.Core.Features;
using LoanDefault.Core.Pipeline;
using LoanDefault.Core.Scoring;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Pipeline;

public sealed class BatchScoringPipelineTests
{
    private static readonly ApplicationContract Contract = Contracts.Of(
        [
            Contracts.Id(),
            .. FeatureRoles.All.Select(role => role.Input.CategoryValue is null
                ? Contracts.Number(role.Input.Name, minimum: 0, required: true)
                : Contracts.Category(role.Input.Name, "3", "B2", "Verified")),
        ]);

    private static readonly FeatureSet Features = new(Contract with { Features = FeatureRoles.Define(Contract.Columns) });

    [Test]
    public void Clean_batches_allocate_nothing_with_the_real_scorer_either()
    {
        using var scorer = new OnnxRuntimeScorer(TinyModel.Onnx(Features.Features.Count), "model.onnx");
        using var batch = new ApplicationBatch(Features.Contract);
        using var pipeline = new BatchScoringPipeline(Features, scorer, Policies.Standard, new DateOnly(2026, 1, 1));
        var result = new ScoredBatch();
        var totals = new RunTotals(Features, Policies.Standard);
        Utf8Slice id = Ids.Slice("A1");

        long before = 0;
        for (int run = 0; run < 60; run++)
        {
            // The first runs make the buffers and the binding, and give the compiler its turn.
            if (run == 50)
                before = GC.GetAllocatedBytesForCurrentThread();
            FillClean(batch, id);
            pipeline.Run(batch, result);
            totals.Add(result);
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.That(result.QuarantinedCount, Is.Zero);
        Assert.That(allocated, Is.Zero, "bytes in ten batches");
    }

    [Test]
    public void Every_row_goes_through_features_and_model_once()
    {
        var scorer = new LinearScorer(Features.Features.Count);
        using var batch = new ApplicationBatch(Features.Contract);
        using var pipeline = new BatchScoringPipeline(Features, scorer, Policies.Standard, new DateOnly(2026, 1, 1));
        var result = new ScoredBatch();
        int rows = 0;
        foreach (int count in new[] { 2048, 1, 0, 777 })
        {
            batch.Reset(count);
            pipeline.Run(batch, result);
            rows += count;
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(scorer.Rows, Is.EqualTo(rows));
            Assert.That(pipeline.Counters.FeatureRows, Is.EqualTo(rows));
            Assert.That(pipeline.Counters.ModelRows, Is.EqualTo(rows));
        }
    }

    [Test]
    public void Features_that_were_computed_elsewhere_give_the_same_result_and_are_not_computed_again()
    {
        var features = new FeatureSet(ApplicationRows.Contract);
        var rows = new ApplicationRows(1000, seed: 5);
        using var batch = new ApplicationBatch(ApplicationRows.Contract);
        using var builder = new FeatureBuilder(features);
        using var one = new BatchScoringPipeline(features, new LinearScorer(features.Features.Count), Policies.Standard, new DateOnly(2026, 1, 1));
        using var other = new BatchScoringPipeline(features, new LinearScorer(features.Features.Count), Policies.Standard, new DateOnly(2026, 1, 1));
        var expected = new ScoredBatch();
        var result = new ScoredBatch();

        rows.CopyTo(batch, 0, rows.Count);
        one.Run(batch, expected);
        rows.CopyTo(batch, 0, rows.Count);
        batch.MarkMissingAsNaN();
        builder.Build(batch);
        other.Run(batch, builder.Matrix, result);

        Assert.That(result.Margins.ToArray().Select(BitConverter.DoubleToInt64Bits), Is.EqualTo(expected.Margins.ToArray().Select(BitConverter.DoubleToInt64Bits)));
        Assert.That(result.Points.ToArray(), Is.EqualTo(expected.Points.ToArray()));
        Assert.That(result.Violations, Is.Not.Empty.And.EqualTo(expected.Violations));
        Assert.That(result.MissingFeatures.AnyByRow.ToArray(), Is.EqualTo(expected.MissingFeatures.AnyByRow.ToArray()));
        Assert.That((other.Counters.FeatureRows, other.Counters.ModelRows), Is.EqualTo((0, 1000)));
        batch.Reset(999);
        Assert.That(() => other.Run(batch, builder.Matrix, result), Throws.ArgumentException.With.Message.StartsWith("1000 rows of"));
    }

    [Test]
    public void A_model_of_another_width_is_refused() => Assert.That(
        () => new BatchScoringPipeline(Features, new LinearScorer(3), Policies.Standard, new DateOnly(2026, 1, 1)),
        Throws.ArgumentException.With.Message.StartsWith($"the model takes 3 features, the set has {Features.Features.Count}"));

    private static void FillClean(ApplicationBatch batch, Utf8Slice id)
    {
        batch.Reset(ApplicationBatch.Capacity);
        for (int column = 0; column < batch.Contract.Columns.Count; column++)
        {
            switch (batch.Contract.Columns[column].Type)
            {
                case ColumnType.Id:
                    batch.Ids.Fill(id);
                    break;
                case ColumnType.Category:
                    for (int row = 0; row < batch.Count; row++)
                        batch.SetCategory(column, row, "B2"u8);
                    break;
                default:
                    batch.SetAllPresent(column);
                    batch.Numbers(column).Fill(30);
                    break;
            }
        }
    }
}
