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
    public ParityGateResult RunAtStart(IGateSide kernel, IGateSide runtime, ProbeRows rows)
    {
        long[] expected = Bits(runtime, rows, Batches);
        return Compare(Bits(kernel, rows, Batches), expected, kernel, rows) ?? Compare(Bits(kernel, rows, [1]), expected, kernel, rows) ?? Passed(rows);
    }

    /// <summary>The gate of an export: every row in batches of each of <see cref="Batches"/>.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="runtime">ONNX Runtime with one thread.</param>
    /// <param name="rows">The rows.</param>
    public ParityGateResult RunInFull(IGateSide kernel, IGateSide runtime, ProbeRows rows)
    {
        foreach (int batch in Batches)
        {
            if (Compare(Bits(kernel, rows, [batch]), Bits(runtime, rows, [batch]), kernel, rows) is { } failed)
                return failed;
        }

        return Passed(rows);
    }

    private static ParityGateResult Passed(ProbeRows rows) =>
        new() { Rows = rows.Count, Thresholds = rows.Thresholds, ThresholdsProbed = rows.ThresholdsProbed };

    private ParityGateResult? Compare(long[] kernel, long[] runtime, IGateSide side, ProbeRows rows)
    {
        int at = kernel.AsSpan().CommonPrefixLength(runtime);
        if (at == kernel.Length)
            return null;
        (int row, int number) = Math.DivRem(at, side.Names.Count);
        string name = side.Names[number];
        return Passed(rows) with { Difference = new ParityDifference(row, FindTree(rows.Row(row)), name, Text(name, kernel[at]), Text(name, runtime[at])) };
    }

    private static string Text(string name, long bits) => name == "label"
        ? string.Create(CultureInfo.InvariantCulture, $"{bits}")
        : string.Create(CultureInfo.InvariantCulture, $"{BitConverter.Int32BitsToSingle((int)bits):R} (0x{(int)bits:X8})");

    private static long[] Bits(IGateSide side, ProbeRows rows, IReadOnlyList<int> batches)
    {
        int width = side.Names.Count;
        using IGateSession session = side.CreateSession();
        using var matrix = new FeatureMatrix(rows.FeatureCount);
        var bits = new long[rows.Count * width];
        for (int first = 0, batch = 0; first < rows.Count; batch++)
        {
            int count = Math.Min(batches[batch % batches.Count], rows.Count - first);
            rows.CopyTo(matrix, first, count);
            session.Bits(matrix, bits.AsSpan(first * width, count * width));
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
