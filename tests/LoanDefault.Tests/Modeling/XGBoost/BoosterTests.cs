using LoanDefault.Modeling;
using LoanDefault.Modeling.Training;
using LoanDefault.Modeling.XGBoost;
using LoanDefault.Modeling.XGBoost.Native;

namespace LoanDefault.Tests.Modeling.XGBoost;

[NonParallelizable]
public sealed class BoosterTests
{
    private static readonly BoostingParameters Parameters =
        new(MaxDepth: 3, LearningRate: 0.3, MinChildWeight: 1, L2: 1, RowShare: 0.7, ColumnShare: 0.7, Bins: 32);

    [Test]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_others()
    {
        var first = Train(seed: 1);
        Assert.Multiple(() =>
        {
            Assert.That(Train(seed: 1), Is.EqualTo(first));
            Assert.That(Train(seed: 2), Is.Not.EqualTo(first));
        });
    }

    [Test]
    public void Cached_margins_equal_those_of_rows_in_memory()
    {
        var rows = GeneratedLoans.Make(300, seed: 5);
        var (cached, direct) = BoosterThread.Run(() => new BoosterTrainer(1, 1, default).Fit(rows, Parameters, 9, booster =>
        {
            using var matrix = new DMatrix(rows.Features, rows.IsBad, threads: 1);
            var fromMatrix = new float[rows.Count];
            booster.PredictMargins(matrix, fromMatrix);
            var fromMemory = new float[rows.Count];
            booster.PredictMargins(rows.Features, 0, fromMemory);
            return (fromMatrix, fromMemory);
        }));
        Assert.That(direct, Is.EqualTo(cached));
    }

    [Test]
    public void Rows_in_memory_may_hold_infinities_and_a_matrix_refuses_them()
    {
        var rows = GeneratedLoans.Make(300, seed: 5);
        var infinite = new FloatMatrix([float.PositiveInfinity, float.NegativeInfinity, 0, float.NaN], columnCount: 4);
        var margin = BoosterThread.Run(() => new BoosterTrainer(1, 1, default).Fit(rows, Parameters, 3, booster =>
        {
            var margins = new float[1];
            booster.PredictMargins(infinite, 0, margins);
            return margins[0];
        }));
        Assert.That(float.IsFinite(margin));
        Assert.That(
            () => BoosterThread.Run(() => new DMatrix(infinite, [true], threads: 1)),
            Throws.InstanceOf<XGBoostException>().With.Property("Function").EqualTo("XGDMatrixCreateFromMat_omp"));
    }

    [Test]
    public void Native_objects_return_to_zero()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = LiveHandles.Count;
        var during = 0;
        BoosterThread.Run(() => new BoosterTrainer(1, 1, default).Fit(
            GeneratedLoans.Make(100, seed: 3), Parameters, 2, booster => during = LiveHandles.Count));
        Assert.That((during - before, LiveHandles.Count), Is.EqualTo((2, before)));
    }

    [Test]
    public void Training_stops_between_rounds_when_it_is_asked_to()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        var trainer = new BoosterTrainer(1, 1, stop.Token);
        Assert.That(
            () => BoosterThread.Run(() => trainer.Fit(GeneratedLoans.Make(100, seed: 3), Parameters, 2, _ => 0)),
            Throws.InstanceOf<OperationCanceledException>());
    }

    private static byte[] Train(int seed) => BoosterThread.Run(() => new BoosterTrainer(seed, 1, default)
        .Fit(GeneratedLoans.Make(400, seed: 9), Parameters, 5, booster => booster.SaveJson()));
}
