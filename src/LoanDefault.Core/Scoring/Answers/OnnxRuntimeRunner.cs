using Google.Protobuf;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Scoring.Graphs;
using LoanDefault.Onnx.Protos;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace LoanDefault.Core.Scoring.Answers;

/// <summary>
/// Runs a model by ONNX Runtime with one thread. Where its scores are not its trees' margins, these come from a second form of
/// the model, whose trees have no post-transform.
/// </summary>
internal sealed class OnnxRuntimeRunner : IModelRunner
{
    private readonly InferenceSession _answers;
    private readonly InferenceSession? _margins;
    private readonly IReadOnlyList<ModelInput> _inputs;
    private readonly string? _label;
    private readonly string? _score;
    private readonly bool _scoreIsMargins;
    private readonly string _file;

    /// <summary>Loads a model.</summary>
    /// <param name="model">The model; its trees are checked.</param>
    /// <param name="columns">How many columns the table has that its inputs are taken from.</param>
    /// <param name="file">What messages call the file.</param>
    /// <exception cref="BadInputException">It takes or gives something else than numbers, or other columns, or ONNX Runtime refuses it.</exception>
    public OnnxRuntimeRunner(ModelProto model, int columns, string file)
    {
        _file = file;
        _inputs = Inputs(model, columns, file);
        try
        {
            _answers = OnnxRuntimeScorer.Load(RuntimeGraphs.WithoutMaps(model).ToByteArray(), file);
            Name = $"onnxruntime {OrtEnv.Instance().GetVersionString()}";
            KeyValuePair<string, NodeMetadata>[] tensors = [.. _answers.OutputMetadata.Where(o => o.Value.OnnxValueType == OnnxValueType.ONNX_TYPE_TENSOR)];
            KeyValuePair<string, NodeMetadata> label = tensors.FirstOrDefault(o => o.Value.ElementDataType is TensorElementType.Int64 or TensorElementType.Int32 or TensorElementType.String);
            (_label, _score) = (label.Key, tensors.FirstOrDefault(o => o.Value.ElementDataType is TensorElementType.Float or TensorElementType.Double).Key);
            _scoreIsMargins = _score is not null && RuntimeGraphs.MarginsOutput(model) == _score;
            if (!_scoreIsMargins && RuntimeGraphs.WithMargins(model) is { } margins)
                _margins = OnnxRuntimeScorer.Load(margins.ToByteArray(), file);
            if (_label is null && _score is null)
                throw new BadInputException($"{file}: the model gives neither a label nor numbers: export it with a score or a prediction", file);
            Shape = Probe(label.Value?.ElementDataType == TensorElementType.String);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public AnswerShape Shape { get; }

    /// <inheritdoc />
    public IModelRunnerSession CreateSession() => new Session(this);

    /// <inheritdoc />
    public void Dispose()
    {
        _answers?.Dispose();
        _margins?.Dispose();
    }

    private static IReadOnlyList<ModelInput> Inputs(ModelProto model, int columns, string file)
    {
        IReadOnlyList<ModelInput> inputs = ModelInput.Of(model.Graph, out string? whyNot);
        if (whyNot is not null)
            throw new BadInputException($"{file}: {whyNot}: export the model for numbers", file);
        if (inputs is [{ Columns: null } open])
            inputs = [open with { Columns = columns }];
        if (inputs.FirstOrDefault(i => i.Columns is null) is { } wide)
            throw new BadInputException($"{file}: input '{wide.Name}' does not say how many columns it has: export the model with a shape of [rows, columns]", file);
        return inputs;
    }

    // A file need not say how wide its outputs are, nor say it truly: one row tells.
    private AnswerShape Probe(bool labelIsText)
    {
        OrtValue[] zeros = [.. _inputs.Select(Zeros)];
        try
        {
            (int outputs, bool isDouble) = _score is null ? (0, false) : Width(_answers, _score, zeros);
            (int margins, _) = _margins is null ? (_scoreIsMargins ? outputs : 0, false) : Width(_margins, _margins.OutputNames[0], zeros);
            return new AnswerShape { HasLabel = _label is not null, LabelIsText = labelIsText, Outputs = outputs, Margins = margins, IsDouble = isDouble };
        }
        finally
        {
            foreach (OrtValue zero in zeros)
                zero.Dispose();
        }
    }

    private (int Columns, bool IsDouble) Width(InferenceSession session, string output, OrtValue[] row)
    {
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> results = Run(session, options, row, [output]);
        OrtTensorTypeAndShapeInfo shape = results[0].GetTensorTypeAndShape();
        return shape.Shape.Length <= 2
            ? ((int)shape.ElementCount, shape.ElementDataType == TensorElementType.Double)
            : throw new BadInputException($"{_file}: output '{output}' has {shape.Shape.Length} dimensions, not [rows, columns]: export the model without further ones", _file);
    }

    private static OrtValue Zeros(ModelInput input) => input.Kind switch
    {
        NumberKind.Float => OrtValue.CreateTensorValueFromMemory(new float[input.Columns!.Value], Dimensions(input, 1)),
        NumberKind.Double => OrtValue.CreateTensorValueFromMemory(new double[input.Columns!.Value], Dimensions(input, 1)),
        _ => OrtValue.CreateTensorValueFromMemory(new long[input.Columns!.Value], Dimensions(input, 1)),
    };

    private static long[] Dimensions(ModelInput input, int rows) => input.Rank == 1 ? [rows] : [rows, input.Columns!.Value];

    private IDisposableReadOnlyCollection<OrtValue> Run(InferenceSession session, RunOptions options, OrtValue[] inputs, string[] outputs)
    {
        try
        {
            return session.Run(options, [.. _inputs.Select(i => i.Name)], inputs, outputs);
        }
        catch (OnnxRuntimeException e)
        {
            throw new BadInputException($"{_file}: ONNX Runtime cannot run the model ({e.Message}): check that its inputs are the table's columns in order", _file, innerException: e);
        }
    }

    private sealed class Session(OnnxRuntimeRunner owner) : IModelRunnerSession
    {
        private readonly RunOptions _options = new();
        private readonly Array[] _values = [.. owner._inputs.Select(Buffer)];
        private readonly float[] _floats = new float[ApplicationBatch.Capacity];
        private readonly double[] _doubles = new double[ApplicationBatch.Capacity];
        private readonly long[] _longs = new long[ApplicationBatch.Capacity];

        public void Run(INumberColumns rows, ModelAnswers answers)
        {
            if (rows.Count == 0)
                return;
            OrtValue[] inputs = Fill(rows);
            try
            {
                string[] outputs = [.. new[] { owner._label, owner._score }.OfType<string>()];
                using IDisposableReadOnlyCollection<OrtValue> results = owner.Run(owner._answers, _options, inputs, outputs);
                if (owner._label is not null)
                    TakeLabels(results[0], rows.Count, answers);
                if (owner._score is not null)
                    Take(results[^1], rows.Count, answers.Shape.Outputs, answers.Outputs);
                if (owner._scoreIsMargins)
                    Take(results[^1], rows.Count, answers.Shape.Margins, answers.Margins);
                if (owner._margins is null)
                    return;
                using IDisposableReadOnlyCollection<OrtValue> margins = owner.Run(owner._margins, _options, inputs, [owner._margins.OutputNames[0]]);
                Take(margins[0], rows.Count, answers.Shape.Margins, answers.Margins);
            }
            finally
            {
                foreach (OrtValue input in inputs)
                    input.Dispose();
            }
        }

        public void Dispose() => _options.Dispose();

        private static Array Buffer(ModelInput input)
        {
            int length = input.Columns!.Value * ApplicationBatch.Capacity;
            return input.Kind switch { NumberKind.Float => new float[length], NumberKind.Double => new double[length], _ => new long[length] };
        }

        private OrtValue[] Fill(INumberColumns rows)
        {
            var inputs = new OrtValue[owner._inputs.Count];
            int first = 0;
            for (int i = 0; i < inputs.Length; i++)
            {
                ModelInput input = owner._inputs[i];
                inputs[i] = _values[i] switch
                {
                    float[] floats => Fill(input, first, rows, floats, _floats, rows.Read),
                    double[] doubles => Fill(input, first, rows, doubles, _doubles, rows.Read),
                    _ => Fill(input, first, rows, (long[])_values[i], _longs, rows.Read),
                };
                first += input.Columns!.Value;
            }

            return inputs;
        }

        private static OrtValue Fill<T>(ModelInput input, int first, INumberColumns rows, T[] values, T[] column, ReadColumn<T> read)
            where T : unmanaged
        {
            int columns = input.Columns!.Value, count = rows.Count;
            for (int c = 0; c < columns; c++)
            {
                read(first + c, column.AsSpan(0, count));
                for (int row = 0; row < count; row++)
                    values[row * columns + c] = column[row];
            }

            return OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, values.AsMemory(0, count * columns), Dimensions(input, count));
        }

        private void Take(OrtValue result, int rows, int columns, ColumnOf target)
        {
            OrtTensorTypeAndShapeInfo shape = result.GetTensorTypeAndShape();
            if (shape.ElementCount != (long)rows * columns)
                throw new BadInputException($"{owner._file}: the model gives {shape.ElementCount} numbers for {rows} rows, and {columns} for one: it does not score row by row, do not use it here", owner._file);
            bool isDouble = shape.ElementDataType == TensorElementType.Double;
            ReadOnlySpan<double> doubles = isDouble ? result.GetTensorDataAsSpan<double>() : default;
            ReadOnlySpan<float> floats = isDouble ? default : result.GetTensorDataAsSpan<float>();
            for (int column = 0; column < columns; column++)
            {
                Span<double> values = target(column);
                for (int row = 0; row < rows; row++)
                    values[row] = isDouble ? doubles[row * columns + column] : floats[row * columns + column];
            }
        }

        private void TakeLabels(OrtValue result, int rows, ModelAnswers answers)
        {
            if (result.GetTensorTypeAndShape().ElementCount != rows)
                throw new BadInputException($"{owner._file}: the model gives {result.GetTensorTypeAndShape().ElementCount} labels for {rows} rows: it does not score row by row, do not use it here", owner._file);
            if (answers.Shape.LabelIsText)
                result.GetStringTensorAsArray().CopyTo(answers.TextLabels, 0);
            else if (result.GetTensorTypeAndShape().ElementDataType == TensorElementType.Int32)
                Widen(result.GetTensorDataAsSpan<int>(), answers.NumberLabels);
            else
                result.GetTensorDataAsSpan<long>().CopyTo(answers.NumberLabels);
        }

        private static void Widen(ReadOnlySpan<int> labels, Span<long> wide)
        {
            for (int row = 0; row < labels.Length; row++)
                wide[row] = labels[row];
        }

        private delegate void ReadColumn<T>(int column, Span<T> values);

        private delegate Span<double> ColumnOf(int column);
    }
}
