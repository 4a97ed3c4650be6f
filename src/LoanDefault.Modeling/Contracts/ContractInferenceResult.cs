using LoanDefault.Core.Applications;

namespace LoanDefault.Modeling.Contracts;

/// <summary>A starting contract and what a person should look at before using it.</summary>
/// <param name="Contract">The contract; every decision is explained in its <c>why</c> fields.</param>
/// <param name="Rows">Rows of the sample.</param>
/// <param name="TargetValues">The target's values, most frequent first.</param>
/// <param name="Warnings">What needs a person's eye, the most serious first.</param>
public sealed record ContractInferenceResult(
    ApplicationContract Contract,
    long Rows,
    IReadOnlyList<TargetValue> TargetValues,
    IReadOnlyList<InferenceWarning> Warnings);

/// <summary>A value of the target in the sample.</summary>
/// <param name="Text">The value as text; null for missing.</param>
/// <param name="Rows">Rows that have it.</param>
/// <param name="Meaning">What it counts as.</param>
public sealed record TargetValue(string? Text, long Rows, TargetMeaning Meaning);

/// <summary>What a value of the target counts as.</summary>
public enum TargetMeaning
{
    /// <summary>A loan that was paid: label 0.</summary>
    Good,

    /// <summary>A loan that defaulted: label 1.</summary>
    Bad,

    /// <summary>Counted, not trained on.</summary>
    Ignored,

    /// <summary>No value at all: training refuses such rows.</summary>
    Missing,
}

/// <summary>Something that a person should look at.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Column">The source column; null when it is about the whole sample.</param>
/// <param name="Message">One line: what was found and what to do.</param>
public sealed record InferenceWarning(InferenceWarningKind Kind, string? Column, string Message);

/// <summary>What a warning is about; the most serious first.</summary>
public enum InferenceWarningKind
{
    /// <summary>The column alone predicts the target nearly perfectly, or its name says that it is known only after the decision.</summary>
    Leak,

    /// <summary>The target: too few bad loans, or rows without a value.</summary>
    Target,

    /// <summary>The id: none, or not unique.</summary>
    Id,

    /// <summary>The column looks like a characteristic that the law forbids to decide by, or stands in for one.</summary>
    Protected,

    /// <summary>A unit or a range that the sample contradicts.</summary>
    Unit,

    /// <summary>Values that will be refused when scored.</summary>
    Values,
}
