namespace LoanDefault.Core.Scoring;

/// <summary>What shall run a model. The scores are the same bits whatever it is.</summary>
public enum ScorerChoice
{
    /// <summary>A kernel of this program where the model has one and it passes the parity gate, else ONNX Runtime.</summary>
    Auto,

    /// <summary>A kernel; a model that has none is refused.</summary>
    Kernel,

    /// <summary>ONNX Runtime.</summary>
    OnnxRuntime,
}
