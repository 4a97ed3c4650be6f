using LoanDefault.Core.Features;
using LoanDefault.Core.Scoring;
using LoanDefault.Core.Scoring.Kernels;
using LoanDefault.Core.Scoring.Trees;

namespace LoanDefault.Tests.Core.Scoring.Support;

/// <summary>A kernel one of whose trees is wrong: it turns the lowest bit of a margin where that tree is among its trees.</summary>
internal sealed class BrokenKernel(TreeEnsemble ensemble, HardwarePath path, Tree wrong, Func<int, int, bool> isWrong) : IScorer
{
    private readonly KernelScorer _kernel = new(ensemble, path);

    public int FeatureCount => _kernel.FeatureCount;

    public string Name => _kernel.Name;

    /// <summary>Makes broken kernels of a model and of its first trees.</summary>
    /// <param name="tree">The tree that is wrong.</param>
    /// <param name="isWrong">Whether it is for a row of a batch: the row's position and the batch's size.</param>
    public static Func<TreeEnsemble, HardwarePath, IScorer> Of(int tree, Func<int, int, bool> isWrong)
    {
        Tree? wrong = null;
        // The first that is asked for is the whole model.
        return (trees, path) => new BrokenKernel(trees, path, wrong ??= trees.Trees[tree], isWrong);
    }

    public IScorerSession CreateSession() => new Session(_kernel.CreateSession(), ensemble.Trees.Contains(wrong), isWrong);

    public void Dispose() => _kernel.Dispose();

    private sealed class Session(IScorerSession kernel, bool isBroken, Func<int, int, bool> isWrong) : IScorerSession
    {
        public void Score(FeatureMatrix features, Span<double> margins)
        {
            kernel.Score(features, margins);
            for (int row = 0; isBroken && row < features.Count; row++)
            {
                if (isWrong(row, features.Count))
                    margins[row] = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits((float)margins[row]) ^ 1);
            }
        }

        public void Dispose() => kernel.Dispose();
    }
}
