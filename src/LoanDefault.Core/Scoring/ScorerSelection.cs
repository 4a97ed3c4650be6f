using LoanDefault.Core.Scoring.Kernels;
using LoanDefault.Core.Scoring.Parity;
using LoanDefault.Core.Scoring.Trees;

namespace LoanDefault.Core.Scoring;

/// <summary>Takes a model's kernel where it has one that gives ONNX Runtime's bits on this processor, else ONNX Runtime.</summary>
internal static class ScorerSelection
{
    /// <summary>Chooses.</summary>
    /// <param name="choice">What was asked for.</param>
    /// <param name="trees">The model.</param>
    /// <param name="plan">The kernel that it has.</param>
    /// <param name="runtime">ONNX Runtime; stays the caller's unless it is what scores.</param>
    /// <param name="ownRows">Rows that the package brings, row by row, to be compared beside those made of the model.</param>
    /// <param name="kernels">Makes kernels.</param>
    public static ModelScorer Of(
        ScorerChoice choice, TreeModel trees, KernelPlan plan, OnnxRuntimeScorer runtime, ReadOnlySpan<float> ownRows,
        Func<TreeEnsemble, HardwarePath, IScorer> kernels)
    {
        if (choice == ScorerChoice.OnnxRuntime)
            return OnnxRuntime(runtime, "ONNX Runtime was asked for", gate: null);
        if (plan.Path is not { } path)
            return OnnxRuntime(runtime, plan.Reason, gate: null);
        TreeEnsemble ensemble = trees.Ensemble!;
        IScorer kernel = kernels(ensemble, path);
        ParityGateResult result = new ParityGate(ensemble, first => kernels(first, path))
            .RunAtStart(new ScorerSide(kernel), new ScorerSide(runtime), ProbeRows.ForStart(ensemble).With(ownRows));
        if (!result.Passed)
        {
            kernel.Dispose();
            return OnnxRuntime(runtime, $"ONNX Runtime, as {kernel.Name} {result.Describe()}", result);
        }

        return new ModelScorer(kernel, ScorerReport.OfKernel(kernel.Name, plan, result));
    }

    private static ModelScorer OnnxRuntime(OnnxRuntimeScorer runtime, string reason, ParityGateResult? gate) =>
        new(runtime, ScorerReport.OfOnnxRuntime(runtime.Name, reason, gate));
}
