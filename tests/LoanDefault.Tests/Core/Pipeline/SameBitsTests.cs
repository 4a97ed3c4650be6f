using System.Runtime.Intrinsics;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Features;
using LoanDefault.Core.Pipeline;
using LoanDefault.Core.Scoring;
using LoanDefault.Tests.Core.Support;

namespace LoanDefault.Tests.Core.Pipeline;

/// <summary>A row's bits depend on the row alone, not on where it stands in which batch.</summary>
public sealed class SameBitsTests
{
    private static readonly FeatureSet Features = new(ApplicationRows.Contract);

    private readonly ApplicationRows _rows = new(ApplicationBatch.Capacity, seed: 11);
    private readonly ApplicationBatch _batch = new(ApplicationRows.Contract);
    private readonly ScoredBatch _result = new();
    private readonly ScoredBits _alone = new(ApplicationBatch.Capacity, Features.Features.Count);
    private OnnxRuntimeScorer _scorer = null!;
    private BatchScoringPipeline _pipeline = null!;

    [OneTimeSetUp]
    public void Score_every_row_alone()
    {
        _scorer = new OnnxRuntimeScorer(TinyModel.Onnx(Features.Features.Count), "model.onnx");
        _pipeline = new BatchScoringPipeline(Features, _scorer, Policies.Standard, new DateOnly(2026, 1, 1));
        for (int row = 0; row < _rows.Count; row++)
        {
            Score(row, 1);
            _alone.Keep(_result, row);
        }
    }

    [OneTimeTearDown]
    public void Free()
    {
        _pipeline.Dispose();
        _scorer.Dispose();
        _batch.Dispose();
    }

    [Test]
    public void The_rows_show_what_is_to_be_shown()
    {
        Score(0, _rows.Count);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Features.Features.Count(f => f.Kind == FeatureKind.Computed), Is.EqualTo(ComputedFeatures.All.Count));
            for (int feature = 0; feature < Features.Features.Count; feature++)
            {
                float[] values = _result.Features.Column(feature).ToArray();
                Assert.That(values.Count(float.IsNaN), Is.InRange(1, 1900), Features.Features[feature].Name);
                Assert.That(values.Where(v => !float.IsNaN(v)).Distinct().Count(), Is.GreaterThan(1), Features.Features[feature].Name);
                Assert.That(values, Has.None.EqualTo(float.PositiveInfinity).Or.EqualTo(float.NegativeInfinity));
            }

            Assert.That(_result.QuarantinedCount, Is.InRange(100, 2000));
            Assert.That(_result.Bands.ToArray().Distinct().Count(), Is.GreaterThan(2));
        }
    }

    [Test]
    public void Every_length_gives_the_same_bits()
    {
        for (int length = 1; length <= ApplicationBatch.Capacity; length++)
        {
            int first = length * 37 % _rows.Count;
            Score(first, length);
            Assert.That(_alone.Equal(_result, first), Is.True, $"{length} rows from row {first}");
        }
    }

    [Test]
    public void Every_offset_gives_the_same_bits()
    {
        for (int first = 0; first < _rows.Count; first++)
        {
            // Whole batches now and then; the others just long enough to have words, vectors and a tail.
            Score(first, first % 64 == 1 ? ApplicationBatch.Capacity : 131);
            Assert.That(_alone.Equal(_result, first), Is.True, $"rows from row {first}");
        }
    }

    [Test]
    public void Threads_that_share_a_model_give_the_same_bits()
    {
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, thread =>
        {
            using var batch = new ApplicationBatch(ApplicationRows.Contract);
            using var pipeline = new BatchScoringPipeline(Features, _scorer, Policies.Standard, new DateOnly(2026, 1, 1));
            var result = new ScoredBatch();
            for (int run = 0; run < 100; run++)
            {
                int first = (run * 61 + thread * 509) % _rows.Count;
                _rows.CopyTo(batch, first, 1 + (run * 113 % ApplicationBatch.Capacity));
                pipeline.Run(batch, result);
                Assert.That(_alone.Equal(result, first), Is.True, $"thread {thread}, run {run}");
            }
        });
    }

    /// <summary>
    /// The runtime's switches take whole groups of instructions away; the child says what it was left with, so that a switch
    /// which a later runtime no longer knows fails the test instead of proving nothing.
    /// </summary>
    [TestCase("DOTNET_MaxVectorTBitWidth=512", 512, 512)]
    [TestCase("DOTNET_EnableAVX512=0", 256, 256)]
    [TestCase("DOTNET_EnableAVX2=0", 128, 128)]
    [TestCase("DOTNET_EnableHWIntrinsic=0", 128, 0)]
    public async Task Every_vector_width_gives_the_same_bits(string setting, int numberBits, int acceleratedBits)
    {
        int widest = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
        string[] report = await VectorProgram.RunInChild(setting);
        Assert.That(report, Is.EqualTo(new[]
        {
            $"numbers={Math.Min(numberBits, widest)}",
            $"accelerated={Math.Min(acceleratedBits, widest)}",
            VectorProgram.Hash(),
        }));
    }

    [Test]
    public void A_batch_of_2_049_rows_is_refused() =>
        Assert.That(() => _batch.Reset(ApplicationBatch.Capacity + 1), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private void Score(int first, int count)
    {
        _rows.CopyTo(_batch, first, count);
        _pipeline.Run(_batch, _result);
    }
}
