using LoanDefault.Core.Scoring.Kernels;
using LoanDefault.Core.Scoring.Parity;

namespace LoanDefault.Core.Scoring;

/// <summary>What scores in a process, and why. Texts for logs and summaries; no applicant data.</summary>
public sealed record ScorerReport
{
    /// <summary>The value of <see cref="Scorer"/> where a kernel scores.</summary>
    public const string KernelScorer = "kernel";

    /// <summary>The value of <see cref="Scorer"/> where ONNX Runtime scores.</summary>
    public const string OnnxRuntimeScorer = "onnxruntime";

    /// <summary><c>kernel</c> or <c>onnxruntime</c>.</summary>
    public required string Scorer { get; init; }

    /// <summary>The same with the version or the hardware path, for example <c>kernel (AVX2)</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Which kernel; null where ONNX Runtime scores.</summary>
    public string? Kernel { get; init; }

    /// <summary>The instructions that the kernel is written in; null where ONNX Runtime scores.</summary>
    public string? HardwarePath { get; init; }

    /// <summary>Why this one: the plan, or what of the model has no kernel.</summary>
    public required string Reason { get; init; }

    /// <summary>What the parity gate found; null where no kernel was compared.</summary>
    public ParityGateResult? Gate { get; init; }

    internal static ScorerReport OfKernel(string name, KernelPlan plan, ParityGateResult gate) => new()
    {
        Scorer = KernelScorer,
        Name = name,
        Kernel = plan.Kernel,
        HardwarePath = HardwarePaths.NameOf(plan.Path!.Value),
        Reason = plan.Reason,
        Gate = gate,
    };

    internal static ScorerReport OfOnnxRuntime(string name, string reason, ParityGateResult? gate) =>
        new() { Scorer = OnnxRuntimeScorer, Name = name, Reason = reason, Gate = gate };

    /// <summary>Whether a kernel was to score, but gave other bits than ONNX Runtime.</summary>
    public bool HasFallenBack => Gate is { Passed: false };
}
