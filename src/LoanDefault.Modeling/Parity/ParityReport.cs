namespace LoanDefault.Modeling.Parity;

/// <summary>How well the exported model agrees with the trained one.</summary>
/// <param name="TrainingRows">How many rows of the training data were compared.</param>
/// <param name="AdversarialRows">How many rows beside them.</param>
/// <param name="Tolerance">The largest allowed <paramref name="LargestRelativeDifference"/>.</param>
/// <param name="LargestRelativeDifference">
/// The largest |XGBoost - ONNX Runtime| / max(1, |XGBoost|) of the margins: XGBoost adds its base first, ONNX Runtime last.
/// </param>
/// <param name="BitDifferences">
/// In how many rows ONNX Runtime's margin has other bits than the trees summed in order and the base last; 0 in a good model.
/// </param>
internal sealed record ParityReport(
    int TrainingRows, int AdversarialRows, double Tolerance, double LargestRelativeDifference, int BitDifferences)
{
    /// <summary>Whether the exported model is the trained one.</summary>
    public bool Passed => LargestRelativeDifference <= Tolerance && BitDifferences == 0;
}
