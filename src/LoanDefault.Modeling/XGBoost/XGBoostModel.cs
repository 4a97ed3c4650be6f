using LoanDefault.Onnx.Trees;

namespace LoanDefault.Modeling.XGBoost;

/// <summary>A trained model as it leaves XGBoost.</summary>
/// <param name="Ensemble">The trees of the rounds that count, and the base score as log-odds.</param>
/// <param name="FeatureGains">By feature: the sum of what its branches took off the training loss (<c>total_gain</c>).</param>
internal sealed record XGBoostModel(TreeEnsemble Ensemble, double[] FeatureGains);
