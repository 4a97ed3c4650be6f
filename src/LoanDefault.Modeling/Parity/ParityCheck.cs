using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Features;
using LoanDefault.Core.Scoring;
using LoanDefault.Onnx.Trees;

namespace LoanDefault.Modeling.Parity;

/// <summary>Compares the margins of one model by three evaluations: XGBoost, ONNX Runtime and the reference sum.</summary>
internal static class ParityCheck
{
    /// <summary>The largest allowed difference between XGBoost and ONNX Runtime, relative to max(1, |margin|).</summary>
    public const double Tolerance = 1e-5;

    /// <summary>Compares every row.</summary>
    /// <param name="ensemble">What was exported.</param>
    /// <param name="onnx">The exported bytes.</param>
    /// <param name="rows">The training rows, then the adversarial ones.</param>
    /// <param name="trainingRows">How many of the rows are training rows.</param>
    /// <param name="trained">XGBoost's margin of every row, by dense in-place prediction.</param>
    /// <exception cref="GateRefusedException">They differ: the export is wrong, and nothing may be written.</exception>
    public static ParityReport Run(
        TreeEnsemble ensemble, byte[] onnx, FloatMatrix rows, int trainingRows, ReadOnlySpan<float> trained)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(trained.Length, rows.RowCount);
        using var scorer = new OnnxRuntimeScorer(onnx, "model.onnx");
        var scored = Score(scorer, rows);
        double largest = 0;
        var bitDifferences = 0;
        for (var row = 0; row < scored.Length; row++)
        {
            var difference = Math.Abs((double)trained[row] - scored[row]) / Math.Max(1, Math.Abs((double)trained[row]));
            // A NaN must not slip through a comparison.
            largest = double.IsNaN(difference) ? double.PositiveInfinity : Math.Max(largest, difference);
            var reference = ensemble.Margin(rows.Row(row));
            if (BitConverter.SingleToInt32Bits(reference) != BitConverter.SingleToInt32Bits(scored[row]))
                bitDifferences++;
        }
        var report = new ParityReport(trainingRows, rows.RowCount - trainingRows, Tolerance, largest, bitDifferences);
        return report.Passed ? report : throw new GateRefusedException(
            $"the exported model does not score as the trained one: XGBoost and ONNX Runtime differ by up to {largest:G3} "
            + $"(allowed: {Tolerance:G1}), {bitDifferences} of {rows.RowCount} rows have other bits than the sum of the trees: "
            + "no model was written; report this with the data's fingerprint");
    }

    /// <summary>ONNX Runtime's margins, by the scorer that scoring uses.</summary>
    public static float[] Score(IScorer scorer, FloatMatrix rows)
    {
        using var session = scorer.CreateSession();
        using var batch = new FeatureMatrix(rows.ColumnCount);
        var margins = new double[ApplicationBatch.Capacity];
        var result = new float[rows.RowCount];
        for (var first = 0; first < result.Length; first += ApplicationBatch.Capacity)
        {
            batch.Reset(Math.Min(ApplicationBatch.Capacity, result.Length - first));
            for (var feature = 0; feature < rows.ColumnCount; feature++)
            {
                var column = batch.Column(feature);
                for (var row = 0; row < column.Length; row++)
                    column[row] = rows.Values[(first + row) * rows.ColumnCount + feature];
            }
            session.Score(batch, margins);
            for (var row = 0; row < batch.Count; row++)
                result[first + row] = (float)margins[row];
        }
        return result;
    }
}
