using LoanDefault.Core.Features;
using LoanDefault.Core.Scoring.Kernels;
using LoanDefault.Core.Scoring.Trees;

namespace LoanDefault.Core.Scoring;

/// <summary>
/// Scores a tree ensemble with this program's own kernels: the margins that ONNX Runtime gives with one thread, bit for bit.
/// </summary>
internal sealed class KernelScorer : IScorer
{
    private readonly ITreeKernel _kernel;
    private readonly ScoreFinish _finish;

    /// <summary>Prepares a model.</summary>
    /// <param name="ensemble">The model; <see cref="KernelPlan"/> has a kernel for it.</param>
    /// <param name="path">The instructions to use.</param>
    public KernelScorer(TreeEnsemble ensemble, HardwarePath path)
    {
        FeatureCount = ensemble.FeatureCount;
        Name = $"kernel ({HardwarePaths.NameOf(path)})";
        _finish = new ScoreFinish(ensemble);
        _kernel = HardwarePaths.CompleteTrees(path, ensemble);
    }

    /// <inheritdoc />
    public int FeatureCount { get; }

    /// <inheritdoc />
    public string Name { get; }

    /// <inheritdoc />
    public IScorerSession CreateSession() => new Session(this);

    /// <inheritdoc />
    public void Dispose() => _kernel.Dispose();

    private sealed unsafe class Session : IScorerSession
    {
        private readonly KernelScorer _owner;
        private readonly AlignedMemory _scratch;
        private readonly AlignedMemory _sums;
        private readonly float[] _row;
        private readonly float[] _scores;
        private readonly float[] _margins;

        public Session(KernelScorer owner)
        {
            int columns = owner._finish.Columns;
            _owner = owner;
            _scratch = new AlignedMemory(owner._kernel.ScratchBytes);
            _sums = new AlignedMemory((long)columns * owner._kernel.Chunk * sizeof(float));
            _row = new float[columns];
            _scores = new float[columns];
            _margins = new float[columns];
        }

        public void Score(FeatureMatrix features, Span<double> margins)
        {
            if (features.FeatureCount != _owner.FeatureCount)
                throw new ArgumentException($"the model takes {_owner.FeatureCount} features, not {features.FeatureCount}", nameof(features));
            int chunk = _owner._kernel.Chunk;
            for (int first = 0; first < features.Count; first += chunk)
            {
                int rows = Math.Min(chunk, features.Count - first);
                _owner._kernel.Sum(features, first, rows, _scratch.Start, (float*)_sums.Start);
                for (int row = 0; row < rows; row++)
                    margins[first + row] = Margin(row);
            }
        }

        public void Dispose()
        {
            _scratch.Dispose();
            _sums.Dispose();
        }

        // The last score, as it is before a post-transform.
        private float Margin(int row)
        {
            float* sums = (float*)_sums.Start;
            for (int target = 0; target < _row.Length; target++)
                _row[target] = sums[target * _owner._kernel.Chunk + row];
            _owner._finish.Finish<float>(_row, _scores, _margins);
            return _margins[^1];
        }
    }
}
