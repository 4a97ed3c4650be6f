using LoanDefault.Core.Errors;
using LoanDefault.Core.Features;
using LoanDefault.Core.Scoring;
using LoanDefault.Core.Scoring.Kernels;
using LoanDefault.Core.Scoring.Trees;
using LoanDefault.Onnx.Protos;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LoanDefault.Tests.Core.Scoring.Fuzz;

/// <summary>What became of a file.</summary>
internal enum FuzzOutcome
{
    /// <summary>A rule of ours refused it.</summary>
    Refused,

    /// <summary>Our rules let it through, ONNX Runtime did not.</summary>
    RefusedByOnnxRuntime,

    /// <summary>It has no kernel; ONNX Runtime scored it, or said why it cannot.</summary>
    OnnxRuntime,

    /// <summary>Every kernel and ONNX Runtime gave the same bits.</summary>
    Kernel,
}

/// <summary>
/// Reads and scores a file as the program does: an error is the one kind, and what is scored has the same bits either way.
/// Anything else fails the test, or ends its process.
/// </summary>
internal static class FuzzOracle
{
    private const int Rows = 5;

    // What a byte makes of a row's width is not what is tested here, and memory is finite.
    private const long WidestRow = 1000;

    public static FuzzOutcome Judge(byte[] bytes)
    {
        TreeModel trees;
        try
        {
            ModelProto model = OnnxModelRules.Check(bytes, "m");
            trees = TreeModel.Read(model, "m");
        }
        catch (BadInputException e)
        {
            Assert.That(e.Message, Does.StartWith("m: ").And.Match("(export|train|take) "));
            return FuzzOutcome.Refused;
        }

        KernelPlan plan = KernelPlan.ForMargins(trees);
        using InferenceSession? session = Session(bytes);
        if (session is null)
            return FuzzOutcome.RefusedByOnnxRuntime;
        float[]? expected = Run(session, out float[] rows, out int features);
        if (expected is null || plan.Path is null)
            return FuzzOutcome.OnnxRuntime;
        foreach (HardwarePath path in HardwarePaths.Supported)
            Assert.That(Bits(Score(trees.Ensemble!, path, rows, features)), Is.EqualTo(Bits(expected)), path.ToString());
        return FuzzOutcome.Kernel;
    }

    private static InferenceSession? Session(byte[] bytes)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        try
        {
            return new InferenceSession(bytes, options);
        }
        catch (OnnxRuntimeException)
        {
            return null;
        }
    }

    private static float[]? Run(InferenceSession session, out float[] rows, out int features)
    {
        (rows, features) = ([], 0);
        if (session.InputMetadata.ToArray() is not [{ Value: { IsTensor: true, Dimensions: [_, > 0 and var columns] } } input] || columns > WidestRow)
            return null;
        float[] values = [.. Enumerable.Range(0, Rows * columns).Select(i => i % 7 == 6 ? float.NaN : i % 5 - 2.5f * (i % 3))];
        (rows, features) = (values, columns);
        int[] shape = [Rows, columns];
        NamedOnnxValue value = input.Value.ElementDataType == TensorElementType.Double
            ? NamedOnnxValue.CreateFromTensor(input.Key, new DenseTensor<double>(Array.ConvertAll(values, v => (double)v), shape))
            : NamedOnnxValue.CreateFromTensor(input.Key, new DenseTensor<float>(values, shape));
        using var options = new RunOptions { LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL };
        try
        {
            using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> outputs = session.Run([value], session.OutputNames, options);
            return outputs.FirstOrDefault(o => o.Name == OnnxRuntimeScorer.ScoresOutput) is { ElementType: TensorElementType.Float } scores
                ? LastColumn([.. scores.AsEnumerable<float>()])
                : null;
        }
        catch (OnnxRuntimeException)
        {
            return null;
        }
    }

    private static float[] LastColumn(float[] scores) => [.. scores.Chunk(scores.Length / Rows).Select(row => row[^1])];

    private static float[] Score(TreeEnsemble ensemble, HardwarePath path, float[] rows, int features)
    {
        using var scorer = new KernelScorer(ensemble, path);
        using IScorerSession session = scorer.CreateSession();
        using var matrix = new FeatureMatrix(features);
        matrix.Reset(Rows);
        for (int i = 0; i < rows.Length; i++)
            matrix.Column(i % features)[i / features] = rows[i];
        var margins = new double[Rows];
        session.Score(matrix, margins);
        return Array.ConvertAll(margins, m => (float)m);
    }

    // All NaN are one: infinities of both signs, which sums can reach, make some NaN or other.
    private static uint[] Bits(float[] values) => Array.ConvertAll(values, v => BitConverter.SingleToUInt32Bits(float.IsNaN(v) ? float.NaN : v));
}
