using LoanDefault.Core.Decisions;

namespace LoanDefault.Core.Models;

/// <summary>What a model package says of itself: <c>manifest.json</c>. Holds no time stamp: it is hashed.</summary>
public sealed record ModelManifest
{
    /// <summary>The version of this layout.</summary>
    public const int CurrentFormat = 1;

    /// <summary>The layout's version; a reader refuses one that it does not know.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>The model's name.</summary>
    public required string Name { get; init; }

    /// <summary>The model's version, for people and for the output tables.</summary>
    public required string Version { get; init; }

    /// <summary>What trained it, for example <c>xgboost 1.7.4 gbtree hist</c>.</summary>
    public required string Algorithm { get; init; }

    /// <summary>The features in the model's order.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>Hash of names, order, parameters and versions of the features.</summary>
    public required string FeatureSetHash { get; init; }

    /// <summary>Hash of the contract that the model was trained with.</summary>
    public required string ContractHash { get; init; }

    /// <summary>Points, bands and cut-offs.</summary>
    public required DecisionPolicy Decisions { get; init; }

    /// <summary>The data that it was trained on.</summary>
    public required TrainingData TrainingData { get; init; }

    /// <summary>SHA-256, in lower-case hexadecimal, of every other file of the package, by name.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }
}

/// <summary>The fingerprint of training data.</summary>
/// <param name="Rows">Rows read.</param>
/// <param name="Bad">Rows with label 1.</param>
/// <param name="Good">Rows with label 0.</param>
/// <param name="Ignored">Rows whose target value is ignored.</param>
/// <param name="Rejected">Rows that broke a rule of the contract.</param>
/// <param name="Sha256">SHA-256, in lower-case hexadecimal, of the file, or over the sorted hashes of several files.</param>
public sealed record TrainingData(long Rows, long Bad, long Good, long Ignored, long Rejected, string Sha256);
