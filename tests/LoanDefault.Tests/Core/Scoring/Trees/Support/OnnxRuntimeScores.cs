using Google.Protobuf;
using LoanDefault.Core.Scoring.Trees;
using LoanDefault.Onnx.Protos;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LoanDefault.Tests.Core.Scoring.Trees.Support;

/// <summary>What ONNX Runtime with one thread makes of a model.</summary>
internal sealed class OnnxRuntimeScores : IDisposable
{
    private readonly InferenceSession _session;
    private readonly TreeEnsemble _ensemble;

    public OnnxRuntimeScores(ModelProto model, TreeEnsemble ensemble)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1, InterOpNumThreads = 1, LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR };
        _session = new InferenceSession(model.ToByteArray(), options);
        _ensemble = ensemble;
    }

    /// <summary>The scores, row by row, and each row's label as text (empty where there are none).</summary>
    public (double[][] Scores, string[] Labels) Run(double[][] rows)
    {
        int[] shape = [rows.Length, _ensemble.FeatureCount];
        double[] flat = [.. rows.SelectMany(r => r)];
        NamedOnnxValue input = _ensemble.IsDouble
            ? NamedOnnxValue.CreateFromTensor(EnsembleProtos.Input, new DenseTensor<double>(flat, shape))
            : NamedOnnxValue.CreateFromTensor(EnsembleProtos.Input, new DenseTensor<float>(Array.ConvertAll(flat, v => (float)v), shape));
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> outputs = _session.Run([input]);
        DisposableNamedOnnxValue scores = outputs.Single(o => o.Name == EnsembleProtos.Scores);
        double[] values = scores.ElementType == TensorElementType.Double
            ? [.. scores.AsEnumerable<double>()]
            : [.. scores.AsEnumerable<float>().Select(v => (double)v)];
        DisposableNamedOnnxValue? labels = outputs.SingleOrDefault(o => o.Name == EnsembleProtos.Label);
        return ([.. values.Chunk(values.Length / rows.Length)], Texts(labels, rows.Length));
    }

    public void Dispose() => _session.Dispose();

    private static string[] Texts(DisposableNamedOnnxValue? labels, int rows) => labels?.ElementType switch
    {
        TensorElementType.String => [.. labels.AsEnumerable<string>()],
        TensorElementType.Int64 => [.. labels.AsEnumerable<long>().Select(l => $"{l}")],
        _ => [.. Enumerable.Repeat("", rows)],
    };
}
