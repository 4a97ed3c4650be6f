using LoanDefault.Core.Features;
using LoanDefault.Core.Scoring.Kernels;
using LoanDefault.Core.Scoring.Trees;
using LoanDefault.Onnx.Protos;
using LoanDefault.Tests.Core.Scoring.Trees.Support;

namespace LoanDefault.Tests.Core.Scoring;

/// <summary>
/// The promise itself, on more than a thousand models of every shape: each kernel that this processor can run gives the
/// bits that ONNX Runtime gives with one thread, in every batch size, for rows on and around every threshold.
/// </summary>
public sealed class RandomModelTests
{
    private const int ModelsOfPart = 100;

    private static readonly int[] BatchSizes = [1, 3, 63, 64, 65, 257];

    // A whole chunk of masks and some rows behind it.
    private static readonly int[] BatchSizesOfDeepTrees = [.. BatchSizes, MaskTrees.Rows + 3];

    private static IEnumerable<int> Parts() => Enumerable.Range(0, 12);

    private static IEnumerable<TestCaseData> LargeShapes()
    {
        var shape = new EnsembleShape { Features = 3, Rules = [SplitRule.Less, SplitRule.LessOrEqual, SplitRule.Greater, SplitRule.GreaterOrEqual] };
        yield return Named("leaf by leaf to 400 leaves", shape with { Trees = 12, Branches = 399, Depth = 40 });
        yield return Named("more than 254 thresholds a feature", shape with { Trees = 60, Depth = 8, LeafPercent = 0, Thresholds = 2000 });
        yield return Named("more than 65,000 thresholds of a feature", shape with { Features = 1, Trees = 12, Depth = 13, LeafPercent = 0, Thresholds = 500_000 });
        yield return Named("200 features", shape with { Features = 200, Trees = 60, Depth = 7, LeafPercent = 5 });
    }

    [TestCaseSource(nameof(Parts))]
    public void A_hundred_random_models_score_as_ONNX_Runtime_does(int part)
    {
        int kernels = 0;
        for (int seed = part * ModelsOfPart; seed < (part + 1) * ModelsOfPart; seed++)
            kernels += IsCompared(RandomShapes.Of(seed), seed) ? 1 : 0;
        // Else it would not be kernels that are tested here.
        Assert.That(kernels, Is.GreaterThan(ModelsOfPart / 2));
    }

    [TestCaseSource(nameof(LargeShapes))]
    public void A_large_model_scores_as_ONNX_Runtime_does(EnsembleShape shape) => Assert.That(IsCompared(shape, seed: 1), Is.True);

    [Test]
    public void The_model_of_many_thresholds_has_them()
    {
        EnsembleShape shape = (EnsembleShape)LargeShapes().ElementAt(2).Arguments[0]!;
        Assert.That(new CodePlan(new RandomEnsembles(shape, 1).Next()).Cuts(0).Length, Is.GreaterThan(65_000));
    }

    private static TestCaseData Named(string name, EnsembleShape shape) => new TestCaseData(shape).SetArgDisplayNames(name);

    // Whether the model has a kernel; where a kernel's bits are others the test fails and names the seed.
    private static bool IsCompared(EnsembleShape shape, int seed)
    {
        var random = new RandomEnsembles(shape, seed);
        TreeEnsemble ensemble = random.Next();
        ModelProto model = EnsembleProtos.Model(ensemble);
        TreeModel read = TreeModel.Read(model, "m");
        if (KernelPlan.For(read).Path is null)
            return false;
        bool isMargin = KernelPlan.ForMargins(read).Path is not null;
        using var runtime = new OnnxRuntimeScores(model, ensemble);
        KernelScores[] kernels = [.. HardwarePaths.Supported.Select(path => new KernelScores(read.Ensemble!, path))];
        foreach (int count in ensemble.Depth > CompleteTrees.MostLevels ? BatchSizesOfDeepTrees : BatchSizes)
        {
            double[][] rows = random.Rows(ensemble, count);
            (double[][] expected, string[] labels) = runtime.Run(rows);
            using FeatureMatrix matrix = KernelScores.Matrix(rows);
            foreach ((KernelScores kernel, HardwarePath path) in kernels.Zip(HardwarePaths.Supported))
            {
                string what = $"seed {seed}, {path}, {count} rows, {shape}";
                (float[][] scores, string[] own) = kernel.Run(matrix);
                AssertSame(scores.SelectMany(s => s).Select(s => (double)s), expected.SelectMany(s => s), what);
                Assert.That(own.AsSpan().SequenceEqual(labels), Is.True, $"labels: {what}");
                if (isMargin)
                    AssertSame(kernel.Margins(matrix), expected.Select(s => s[^1]), $"margins: {what}");
            }
        }

        foreach (KernelScores kernel in kernels)
            kernel.Dispose();
        return true;
    }

    private static void AssertSame(IEnumerable<double> actual, IEnumerable<double> expected, string what)
    {
        (double Actual, double Expected)[] pairs = [.. actual.Zip(expected)];
        int first = Array.FindIndex(pairs, p => Bits(p.Actual) != Bits(p.Expected));
        Assert.That(first, Is.EqualTo(-1), () => $"score {first} is {pairs[first].Actual:R}, not {pairs[first].Expected:R}: {what}");
    }

    // All NaN are one: a probit of what is no probability may have either sign.
    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(double.IsNaN(value) ? double.NaN : value);
}
