using LoanDefault.Core.Features;
using LoanDefault.Core.Scoring.Graphs;
using LoanDefault.Core.Scoring.Kernels;
using LoanDefault.Core.Scoring.Trees;

namespace LoanDefault.Core.Scoring.Answers;

/// <summary>Runs a tree ensemble by this program's own kernels: labels, outputs and margins as ONNX Runtime gives them.</summary>
internal sealed class KernelRunner : IModelRunner
{
    private readonly TreeEnsemble _ensemble;
    private readonly IReadOnlyList<ScoreStep> _steps;
    private readonly ITreeKernel _kernel;
    private readonly ScoreFinish _finish;

    /// <summary>Prepares a model.</summary>
    /// <param name="ensemble">Its trees; <see cref="KernelPlan"/> has a kernel for them.</param>
    /// <param name="model">Where their scores and labels go.</param>
    /// <param name="path">The instructions to use.</param>
    public KernelRunner(TreeEnsemble ensemble, TreeModel model, HardwarePath path)
    {
        _ensemble = ensemble;
        _steps = model.Steps;
        _finish = new ScoreFinish(ensemble);
        _kernel = HardwarePaths.CompleteTrees(path, ensemble);
        Name = $"kernel ({HardwarePaths.NameOf(path)})";
        Shape = new AnswerShape
        {
            HasLabel = model.LabelName is not null,
            LabelIsText = ensemble.TextLabels.Count > 0,
            Outputs = model.ScoresName is { Length: > 0 } ? _finish.Columns : 0,
            Margins = _finish.Columns,
        };
    }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public AnswerShape Shape { get; }

    /// <inheritdoc />
    public IModelRunnerSession CreateSession() => new Session(this);

    /// <inheritdoc />
    public void Dispose() => _kernel.Dispose();

    private sealed unsafe class Session : IModelRunnerSession
    {
        private readonly KernelRunner _owner;
        private readonly FeatureMatrix _features;
        private readonly AlignedMemory _scratch;
        private readonly AlignedMemory _sums;
        private readonly float[] _row;
        private readonly float[] _scores;
        private readonly float[] _margins;

        public Session(KernelRunner owner)
        {
            int columns = owner._finish.Columns;
            _owner = owner;
            _features = new FeatureMatrix(owner._ensemble.FeatureCount);
            _scratch = new AlignedMemory(owner._kernel.ScratchBytes);
            _sums = new AlignedMemory((long)columns * owner._kernel.Chunk * sizeof(float));
            (_row, _scores, _margins) = (new float[columns], new float[columns], new float[columns]);
        }

        public void Run(INumberColumns rows, ModelAnswers answers)
        {
            _features.Reset(rows.Count);
            for (int feature = 0; feature < _features.FeatureCount; feature++)
                rows.Read(feature, _features.Column(feature));
            int chunk = _owner._kernel.Chunk;
            for (int first = 0; first < rows.Count; first += chunk)
            {
                int count = Math.Min(chunk, rows.Count - first);
                _owner._kernel.Sum(_features, first, count, _scratch.Start, (float*)_sums.Start);
                for (int row = 0; row < count; row++)
                    Finish(row, first + row, answers);
            }
        }

        public void Dispose()
        {
            _features.Dispose();
            _scratch.Dispose();
            _sums.Dispose();
        }

        private void Finish(int place, int row, ModelAnswers answers)
        {
            float* sums = (float*)_sums.Start;
            for (int target = 0; target < _row.Length; target++)
                _row[target] = sums[target * _owner._kernel.Chunk + place];
            int label = _owner._finish.Finish<float>(_row, _scores, _margins);
            foreach (ScoreStep step in _owner._steps)
                step.Apply(_scores);
            for (int i = 0; i < _owner.Shape.Outputs; i++)
                answers.Outputs(i)[row] = _scores[i];
            for (int i = 0; i < _margins.Length; i++)
                answers.Margins(i)[row] = _margins[i];
            if (!_owner.Shape.HasLabel)
                return;
            if (_owner.Shape.LabelIsText)
                answers.TextLabels[row] = _owner._finish.TextLabel(label);
            else
                answers.NumberLabels[row] = _owner._finish.NumberLabel(label);
        }
    }
}
