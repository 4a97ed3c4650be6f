using System.Diagnostics;
using System.Globalization;
using LoanDefault.Core.Scoring;
using LoanDefault.Core.Scoring.Kernels;
using LoanDefault.Core.Scoring.Trees;
using LoanDefault.Modeling;
using LoanDefault.Onnx.Trees;
using TreeEnsemble = LoanDefault.Onnx.Trees.TreeEnsemble;

namespace LoanDefault.Benchmarks.Kernels;

/// <summary>Kernels beside ONNX Runtime and XGBoost on random models.</summary>
/// <param name="repeats">Measurements of each; medians are printed.</param>
/// <param name="table">Takes the figures.</param>
internal sealed class KernelComparison(int repeats, KernelTable table)
{
    private const int BatchRows = 10_000;
    private const int LoadedTrees = 1000;

    /// <summary>The model of the targets.</summary>
    public static ModelShape Center { get; } = new(500, 6, 40);

    /// <summary>Compares on one core and on two, in batches and row by row, with the best path of this processor.</summary>
    public void Compare(ModelShape shape)
    {
        TreeEnsemble model = shape.Make();
        byte[] onnx = TreeEnsembleWriter.Write(model), json = XGBoostJson.Write(model);
        FloatMatrix rows = shape.Rows(BatchRows);
        HardwarePath path = HardwarePaths.Supported[^1];
        string kernel = HardwarePaths.NameOf(path);
        float[] expected = Expected(onnx, rows);
        foreach (int cores in (int[])[1, 2])
        {
            using KernelPeer ours = Kernel(onnx, rows, path, cores);
            using IPeer runtime = new OnnxRuntimePeer(onnx, rows, cores), xgboost = new XGBoostPeer(json, rows, cores);
            RequireSame(ours, expected, shape);
            (double? toRuntime, double? toXGBoost) = Targets(shape, path);
            table.Write(shape.Name, kernel, cores, BatchRows, PeerTimes.Batch([ours, runtime, xgboost], BatchRows, repeats), toRuntime, toXGBoost);
            if (cores == 1)
                table.Write(shape.Name, kernel, cores, 1, PeerTimes.Single([ours, runtime, xgboost], repeats), shape == Center ? 5 : null);
        }
    }

    /// <summary>Compares the other hardware paths of this processor on one core.</summary>
    public void ComparePaths()
    {
        byte[] onnx = TreeEnsembleWriter.Write(Center.Make());
        FloatMatrix rows = Center.Rows(BatchRows);
        foreach (HardwarePath path in HardwarePaths.Supported.Reverse().Skip(1))
        {
            using IPeer ours = Kernel(onnx, rows, path, 1), runtime = new OnnxRuntimePeer(onnx, rows, 1);
            table.Write(Center.Name, HardwarePaths.NameOf(path), 1, BatchRows, PeerTimes.Batch([ours, runtime], BatchRows, repeats), Targets(Center, path).Runtime);
        }
    }

    /// <summary>Says how long a model of 1,000 trees takes to load; before anything else, so that the first time is one.</summary>
    public void WriteLoadTime()
    {
        byte[] onnx = TreeEnsembleWriter.Write((Center with { Trees = LoadedTrees }).Make());
        double[] kernel = Times(() => Load(onnx, HardwarePaths.Supported[^1]).Dispose());
        double[] runtime = Times(() => new OnnxRuntimeScorer(onnx, "model.onnx").Dispose());
        Console.WriteLine();
        Console.WriteLine(
            $"Loading {LoadedTrees} trees of depth 6: the kernel {Millis(kernel[0])} ms the first time in this process, {Millis(Median(kernel[1..]))} ms after that "
            + $"(target 150 ms); ONNX Runtime {Millis(Median(runtime[1..]))} ms after its first.");
    }

    private static KernelPeer Kernel(byte[] onnx, FloatMatrix rows, HardwarePath path, int threads) => new(Load(onnx, path), rows, threads);

    private static KernelScorer Load(byte[] onnx, HardwarePath path) =>
        new(TreeModel.Load(onnx, "model.onnx").Trees.Ensemble!, path);

    private static (double? Runtime, double? XGBoost) Targets(ModelShape shape, HardwarePath path) => (shape, path) switch
    {
        ({ Depth: 0 or 8 or 10 } and { Trees: 500, Features: 40 }, HardwarePath.Avx512Vbmi) => (8, null),
        (_, HardwarePath.Avx512Vbmi) when shape == Center => (30, 15),
        (_, HardwarePath.Avx2) when shape == Center => (12, null),
        _ => (null, null),
    };

    // With several threads ONNX Runtime adds in another order.
    private static float[] Expected(byte[] onnx, FloatMatrix rows)
    {
        using var runtime = new OnnxRuntimePeer(onnx, rows, threads: 1);
        var margins = new float[rows.RowCount];
        runtime.ScoreAll(margins);
        return margins;
    }

    // What is compared must be the same work.
    private static void RequireSame(KernelPeer ours, float[] expected, ModelShape shape)
    {
        var margins = new float[expected.Length];
        ours.ScoreAll(margins);
        if (!margins.Select(BitConverter.SingleToInt32Bits).SequenceEqual(expected.Select(BitConverter.SingleToInt32Bits)) || ours.ScoreOne(7) != expected[7])
            throw new InvalidOperationException($"{shape.Name}: the margins differ: nothing can be compared");
    }

    private double[] Times(Action load)
    {
        var times = new double[repeats + 1];
        for (int i = 0; i < times.Length; i++)
        {
            long start = Stopwatch.GetTimestamp();
            load();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return times;
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    private static string Millis(double value) => value.ToString("0", CultureInfo.InvariantCulture);
}
