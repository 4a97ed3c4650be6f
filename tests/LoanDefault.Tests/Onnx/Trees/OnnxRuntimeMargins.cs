using LoanDefault.Onnx.Trees;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LoanDefault.Tests.Onnx.Trees;

/// <summary>Scores rows with ONNX Runtime on one thread.</summary>
internal static class OnnxRuntimeMargins
{
    public static float[] Compute(byte[] model, float[] rows, int features)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1 };
        using var session = new InferenceSession(model, options);
        var input = new DenseTensor<float>(rows, [rows.Length / features, features]);
        using var outputs = session.Run(
            [NamedOnnxValue.CreateFromTensor(TreeEnsembleWriter.FeaturesName, input)], [TreeEnsembleWriter.ScoresName]);
        var scores = outputs[0].AsTensor<float>();
        Assert.That(scores.Dimensions.ToArray(), Is.EqualTo(new[] { rows.Length / features, 2 }));
        return Enumerable.Range(0, rows.Length / features).Select(i => scores[i, 1]).ToArray();
    }
}
