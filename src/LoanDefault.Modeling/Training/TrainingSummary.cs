using LoanDefault.Core.Models;

namespace LoanDefault.Modeling.Training;

/// <summary>What a training made, for people and machines.</summary>
/// <param name="OutputDirectory">The folder of the model package.</param>
/// <param name="ModelName">The model's name.</param>
/// <param name="ModelVersion">The model's version.</param>
/// <param name="ModelHash">The model's hash, by which <c>score --model-hash</c> pins it.</param>
/// <param name="Data">What was read and what was left out.</param>
/// <param name="AucMean">Mean AUC over the folds.</param>
/// <param name="AucSd">Its standard deviation over the folds.</param>
/// <param name="KsMean">Mean Kolmogorov-Smirnov statistic over the folds.</param>
/// <param name="BrierMean">Mean Brier score over the folds.</param>
/// <param name="LogLossMean">Mean log-loss over the folds; nats.</param>
/// <param name="Trees">How many trees the model has.</param>
/// <param name="PackageBytes">The size of the package.</param>
public sealed record TrainingSummary(
    string OutputDirectory,
    string ModelName,
    string ModelVersion,
    string ModelHash,
    TrainingData Data,
    double AucMean,
    double AucSd,
    double KsMean,
    double BrierMean,
    double LogLossMean,
    int Trees,
    long PackageBytes);
