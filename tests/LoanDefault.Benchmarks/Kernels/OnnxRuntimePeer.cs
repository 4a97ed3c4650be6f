using LoanDefault.Modeling;
using LoanDefault.Onnx.Trees;
using Microsoft.ML.OnnxRuntime;

namespace LoanDefault.Benchmarks.Kernels;

/// <summary>ONNX Runtime by its own C# interface, all rows in one run, memory bound once.</summary>
internal sealed class OnnxRuntimePeer : IPeer
{
    private const int Columns = 2;

    private readonly FloatMatrix _rows;
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly float[] _all;
    private readonly float[] _allScores;
    private readonly float[] _one;
    private readonly float[] _oneScores = GC.AllocateArray<float>(Columns, pinned: true);
    private readonly OrtIoBinding _allBinding;
    private readonly OrtIoBinding _oneBinding;

    /// <summary>Loads the model.</summary>
    /// <param name="model">Its bytes.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="threads">ONNX Runtime's threads.</param>
    public OnnxRuntimePeer(byte[] model, FloatMatrix rows, int threads)
    {
        _rows = rows;
        using var options = new SessionOptions { IntraOpNumThreads = threads, InterOpNumThreads = 1, ExecutionMode = ExecutionMode.ORT_SEQUENTIAL };
        _session = new InferenceSession(model, options);
        _all = GC.AllocateArray<float>(rows.Values.Length, pinned: true);
        rows.Values.CopyTo(_all, 0);
        _allScores = GC.AllocateArray<float>(rows.RowCount * Columns, pinned: true);
        _one = GC.AllocateArray<float>(rows.ColumnCount, pinned: true);
        _allBinding = Bind(_all, _allScores, rows.RowCount);
        _oneBinding = Bind(_one, _oneScores, 1);
    }

    /// <inheritdoc/>
    public void ScoreAll(float[] margins)
    {
        _session.RunWithBinding(_options, _allBinding);
        for (int row = 0; row < margins.Length; row++)
            margins[row] = _allScores[row * Columns + 1];
    }

    /// <inheritdoc/>
    public float ScoreOne(int row)
    {
        _rows.Row(row).CopyTo(_one);
        _session.RunWithBinding(_options, _oneBinding);
        return _oneScores[1];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _allBinding.Dispose();
        _oneBinding.Dispose();
        _options.Dispose();
        _session.Dispose();
    }

    private OrtIoBinding Bind(float[] input, float[] output, int rows)
    {
        OrtIoBinding binding = _session.CreateIoBinding();
        using OrtValue features = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, input.AsMemory(), [rows, _rows.ColumnCount]);
        using OrtValue scores = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, output.AsMemory(), [rows, Columns]);
        binding.BindInput(TreeEnsembleWriter.FeaturesName, features);
        binding.BindOutput(TreeEnsembleWriter.ScoresName, scores);
        return binding;
    }
}
