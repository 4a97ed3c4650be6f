using System.Globalization;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Features;
using LoanDefault.Core.Scoring.Trees;

namespace LoanDefault.Core.Scoring.Parity;

/// <summary>Compares a kernel's margins with ONNX Runtime's, bit for bit.</summary>
/// <param name="ensemble">The model.</param>
/// <param name="kernels">Makes the kernel of a model; the gate makes some of the model's first trees to find a wrong one.</param>
internal sealed class ParityGate(TreeEnsemble ensemble, Func<TreeEnsemble, IScorer> kernels)
{
    /// <summary>The sizes of batches around which kernels have their seams.</summary>
    public static IReadOnlyList<int> Batches { get; } = [1, 63, 64, 65, ApplicationBatch.Capacity - 1, ApplicationBatch.Capacity];

    /// <summary>The gate of a process: every row in a batch of one of <see cref="Batches"/>, then every row alone.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="runtime">ONNX Runtime with one thread.</param>
    /// <param name="rows">The rows.</param>
    public ParityGateResult RunAtStart(IScorer kernel, IScorer runtime, ProbeRows rows)
    {
        int[] expected = Bits(runtime, rows, Batches);
        return Compare(Bits(kernel, rows, Batches), expected, rows) ?? Compare(Bits(kernel, rows, [1]), expected, rows) ?? Passed(rows);
    }

    /// <summary>The gate of an export: every row in batches of each of <see cref="Batches"/>.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="runtime">ONNX Runtime with one thread.</param>
    /// <param name="rows">The rows.</param>
    public ParityGateResult RunInFull(IScorer kernel, IScorer runtime, ProbeRows rows)
    {
        foreach (int batch in Batches)
        {
            if (Compare(Bits(kernel, rows, [batch]), Bits(runtime, rows, [batch]), rows) is { } failed)
                return failed;
        }

        return Passed(rows);
    }

    private static ParityGateResult Passed(ProbeRows rows) =>
        new() { Rows = rows.Count, Thresholds = rows.Thresholds, ThresholdsProbed = rows.ThresholdsProbed };

    private ParityGateResult? Compare(int[] kernel, int[] runtime, ProbeRows rows)
    {
        int row = kernel.AsSpan().CommonPrefixLength(runtime);
        return row == rows.Count
            ? null
            : Passed(rows) with { Difference = new ParityDifference(row, FindTree(rows.Row(row)), Text(kernel[row]), Text(runtime[row])) };
    }

    private static string Text(int bits) =>
        string.Create(CultureInfo.InvariantCulture, $"{BitConverter.Int32BitsToSingle(bits):R} (0x{bits:X8})");

    private static int[] Bits(IScorer scorer, ProbeRows rows, IReadOnlyList<int> batches)
    {
        using IScorerSession session = scorer.CreateSession();
        using var matrix = new FeatureMatrix(rows.FeatureCount);
        var margins = new double[ApplicationBatch.Capacity];
        var bits = new int[rows.Count];
        for (int first = 0, batch = 0; first < bits.Length; batch++)
        {
            int count = Math.Min(batches[batch % batches.Count], bits.Length - first);
            rows.CopyTo(matrix, first, count);
            session.Score(matrix, margins);
            for (int row = 0; row < count; row++)
                bits[first + row] = BitConverter.SingleToInt32Bits((float)margins[row]);
            first += count;
        }

        return bits;
    }

    // The kernel of the first trees against their walk, halving: a sum that is wrong stays wrong but for rounding.
    private int? FindTree(ReadOnlySpan<float> row)
    {
        int right = 0, wrong = ensemble.Trees.Count;
        if (!Differs(wrong, row))
            return null;
        while (wrong - right > 1)
        {
            int middle = (right + wrong) / 2;
            if (Differs(middle, row))
                wrong = middle;
            else
                right = middle;
        }

        return wrong - 1;
    }

    private bool Differs(int trees, ReadOnlySpan<float> row)
    {
        TreeEnsemble first = ensemble.First(trees);
        // Some of a model's trees may be no model: classes without a vote.
        if (ScoreFinish.WhyNot(first) is not null)
            return false;
        using IScorer kernel = kernels(first);
        using IScorerSession session = kernel.CreateSession();
        using var matrix = new FeatureMatrix(row.Length);
        matrix.Reset(1);
        for (int feature = 0; feature < row.Length; feature++)
            matrix.Column(feature)[0] = row[feature];
        Span<double> margin = stackalloc double[1];
        session.Score(matrix, margin);
        return BitConverter.SingleToInt32Bits((float)margin[0]) != BitConverter.SingleToInt32Bits(TreeWalk.Margin(first, row));
    }
}
