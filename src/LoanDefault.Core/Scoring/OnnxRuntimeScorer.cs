using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Features;
using Microsoft.ML.OnnxRuntime;

namespace LoanDefault.Core.Scoring;

/// <summary>
/// Scores with ONNX Runtime: any model whose float input has the shape [rows, features] and whose output
/// <c>scores</c> has the log odds of default in its last column. One intra-op thread, so that sums are made in one order.
/// </summary>
public sealed class OnnxRuntimeScorer : IScorer
{
    internal const string ScoresOutput = "scores";

    private readonly InferenceSession _session;
    private readonly string _input;
    private readonly int _outputColumns;

    /// <summary>Loads a model.</summary>
    /// <param name="model">The bytes of an ONNX file.</param>
    /// <param name="file">What messages call the file.</param>
    /// <exception cref="BadInputException">The bytes are not a model of the expected shape.</exception>
    /// <exception cref="WrongUseException">ONNX Runtime's native library is missing.</exception>
    public OnnxRuntimeScorer(byte[] model, string file)
    {
        _session = Load(model, file);
        Name = $"onnxruntime {OrtEnv.Instance().GetVersionString()}";
        (_input, FeatureCount, _outputColumns) = ReadShape(file);
    }

    /// <inheritdoc />
    public int FeatureCount { get; }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public IScorerSession CreateSession() => new Session(this);

    /// <inheritdoc />
    public void Dispose() => _session.Dispose();

    /// <summary>Loads a model to run with one thread, so that sums are made in one order.</summary>
    /// <exception cref="BadInputException">ONNX Runtime refuses it.</exception>
    /// <exception cref="WrongUseException">ONNX Runtime's native library is missing.</exception>
    internal static InferenceSession Load(byte[] model, string file)
    {
        try
        {
            using var options = new SessionOptions
            {
                IntraOpNumThreads = 1,
                InterOpNumThreads = 1,
                ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
                // What it would log as an error it throws, too.
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL,
            };
            return new InferenceSession(model, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new BadInputException($"{file}: ONNX Runtime refuses the model ({e.Message}): export or train it again", file, innerException: e);
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException)
        {
            throw new WrongUseException("libonnxruntime.so cannot be loaded beside the program: run ./build.sh, or 'loandefault doctor' to see what is missing", e);
        }
    }

    private (string Input, int Features, int OutputColumns) ReadShape(string file)
    {
        KeyValuePair<string, NodeMetadata>[] inputs = [.. _session.InputMetadata];
        if (inputs is not [{ Value: { ElementDataType: Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float, Dimensions: [_, > 0 and var features] } } input])
            throw new BadInputException($"{file}: the model must have one float input of shape [rows, features]", file);
        if (!_session.OutputMetadata.TryGetValue(ScoresOutput, out NodeMetadata? scores) || scores.Dimensions is not [_, > 0 and var columns])
            throw new BadInputException($"{file}: the model must have a float output '{ScoresOutput}' of shape [rows, classes]", file);
        return (input.Key, features, columns);
    }

    private sealed class Session : IScorerSession
    {
        private readonly OnnxRuntimeScorer _owner;
        private readonly RunOptions _runOptions = new();
        private readonly float[] _features;
        private readonly float[] _scores;
        private OrtIoBinding? _binding;
        private int _boundRows;

        public Session(OnnxRuntimeScorer owner)
        {
            _owner = owner;
            _features = GC.AllocateArray<float>(ApplicationBatch.Capacity * owner.FeatureCount, pinned: true);
            _scores = GC.AllocateArray<float>(ApplicationBatch.Capacity * owner._outputColumns, pinned: true);
        }

        public void Score(FeatureMatrix features, Span<double> margins)
        {
            int rows = features.Count, columns = _owner._outputColumns;
            if (rows == 0)
                return;
            if (features.FeatureCount != _owner.FeatureCount)
                throw new ArgumentException($"the model takes {_owner.FeatureCount} features, not {features.FeatureCount}", nameof(features));
            features.CopyRowMajor(_features);
            _owner._session.RunWithBinding(_runOptions, Bind(rows));
            for (int row = 0; row < rows; row++)
                margins[row] = _scores[row * columns + columns - 1];
        }

        public void Dispose()
        {
            _binding?.Dispose();
            _runOptions.Dispose();
        }

        // Nearly all batches have the same number of rows, so that a binding is made once and nothing is allocated after it.
        private OrtIoBinding Bind(int rows)
        {
            if (_binding is not null && _boundRows == rows)
                return _binding;
            _binding?.Dispose();
            _binding = _owner._session.CreateIoBinding();
            _boundRows = rows;
            // The binding keeps its own reference to the tensors; the arrays beneath are pinned and live as long as this session.
            using OrtValue input = Tensor(_features, rows, _owner.FeatureCount);
            using OrtValue output = Tensor(_scores, rows, _owner._outputColumns);
            _binding.BindInput(_owner._input, input);
            _binding.BindOutput(ScoresOutput, output);
            return _binding;
        }

        private static OrtValue Tensor(float[] values, int rows, int columns) => OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance, values.AsMemory(0, rows * columns), [rows, columns]);
    }
}
