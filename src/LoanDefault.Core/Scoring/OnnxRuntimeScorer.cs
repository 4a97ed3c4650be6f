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
        try
        {
            using var options = new SessionOptions
            {
                IntraOpNumThreads = 1,
                InterOpNumThreads = 1,
                ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            };
            _session = new InferenceSession(model, options);
            Name = $"onnxruntime {OrtEnv.Instance().GetVersionString()}";
        }
        catch (OnnxRuntimeException e)
        {
            throw new BadInputException($"{file}: ONNX Runtime refuses the model ({e.Message}): export or train it again", file, innerException: e);
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException or EntryPointNotFoundException)
        {
            throw new WrongUseException("libonnxruntime.so cannot be loaded beside the program: run ./build.sh, or 'loandefault doctor' to see what is missing", e);
        }

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
        private static readonly string[] OutputNames = [ScoresOutput];

        private readonly OnnxRuntimeScorer _owner;
        private readonly RunOptions _runOptions = new();
        private readonly string[] _inputNames;
        private readonly OrtValue[] _inputValues = new OrtValue[1];
        private readonly OrtValue[] _outputValues = new OrtValue[1];
        private readonly float[] _features;
        private readonly float[] _scores;

        public Session(OnnxRuntimeScorer owner)
        {
            _owner = owner;
            _inputNames = [owner._input];
            _features = GC.AllocateArray<float>(ApplicationBatch.Capacity * owner.FeatureCount, pinned: true);
            _scores = GC.AllocateArray<float>(ApplicationBatch.Capacity * owner._outputColumns, pinned: true);
        }

        public void Score(FeatureMatrix features, Span<double> margins)
        {
            int rows = features.Count, columns = _owner._outputColumns;
            if (rows == 0)
                return;
            features.CopyRowMajor(_features);
            using (OrtValue input = OrtValue.CreateTensorValueFromMemory(
                OrtMemoryInfo.DefaultInstance, _features.AsMemory(0, rows * features.FeatureCount), [rows, features.FeatureCount]))
            using (OrtValue output = OrtValue.CreateTensorValueFromMemory(
                OrtMemoryInfo.DefaultInstance, _scores.AsMemory(0, rows * columns), [rows, columns]))
            {
                _inputValues[0] = input;
                _outputValues[0] = output;
                _owner._session.Run(_runOptions, _inputNames, _inputValues, OutputNames, _outputValues);
            }

            for (int row = 0; row < rows; row++)
                margins[row] = _scores[row * columns + columns - 1];
        }

        public void Dispose() => _runOptions.Dispose();
    }
}
