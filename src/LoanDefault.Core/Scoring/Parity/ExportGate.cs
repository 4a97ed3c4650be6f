using LoanDefault.Core.Errors;
using LoanDefault.Core.Scoring.Kernels;
using LoanDefault.Core.Scoring.Trees;

namespace LoanDefault.Core.Scoring.Parity;

/// <summary>The whole comparison of a model's kernel with ONNX Runtime, before the model is delivered.</summary>
public static class ExportGate
{
    /// <summary>Compares at every threshold, one float either side of it and at special values, in batches of several sizes.</summary>
    /// <param name="model">The bytes of an ONNX file.</param>
    /// <param name="file">What messages call the file.</param>
    /// <returns>What was compared; null for a model that has no kernel, which ONNX Runtime scores everywhere.</returns>
    /// <exception cref="BadInputException">The bytes are no model.</exception>
    /// <exception cref="GateRefusedException">The margins differ: the model must not be written.</exception>
    public static ParityGateResult? Check(byte[] model, string file) => Check(model, file, static (trees, path) => new KernelScorer(trees, path));

    internal static ParityGateResult? Check(byte[] model, string file, Func<TreeEnsemble, HardwarePath, IScorer> kernels)
    {
        TreeModel trees = TreeModel.Load(model, file).Trees;
        KernelPlan plan = KernelPlan.ForMargins(trees);
        if (plan.Path is not { } path)
            return null;
        using IScorer kernel = kernels(trees.Ensemble!, path);
        using var runtime = new OnnxRuntimeScorer(model, file);
        ParityGateResult result = new ParityGate(trees.Ensemble!, first => kernels(first, path)).RunInFull(new ScorerSide(kernel), new ScorerSide(runtime), ProbeRows.All(trees.Ensemble!));
        return result.Passed ? result : throw new GateRefusedException(
            $"{file}: {kernel.Name} {result.Describe()}: no model was written; report this with the data's fingerprint");
    }
}
