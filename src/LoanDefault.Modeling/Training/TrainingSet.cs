using LoanDefault.Core.Features;
using LoanDefault.Core.Models;

namespace LoanDefault.Modeling.Training;

/// <summary>What a model is trained on.</summary>
/// <param name="Rows">The loans with an outcome, in the order of the source.</param>
/// <param name="Features">What their features are.</param>
/// <param name="Fingerprint">Where they come from and what was left out.</param>
internal sealed record TrainingSet(LabelledRows Rows, FeatureSet Features, TrainingData Fingerprint);
