namespace LoanDefault.Core.Validation;

/// <summary>A rule that every accepted application keeps.</summary>
/// <param name="Id">A stable name, for example <c>below_minimum</c>.</param>
/// <param name="Version">Raised when the rule's meaning changes.</param>
/// <param name="Text">What is wrong with a row that breaks it, for people.</param>
public sealed record ValidationRule(string Id, int Version, string Text);

/// <summary>A row that broke a rule.</summary>
/// <param name="Row">Row of the batch.</param>
/// <param name="Column">Position in the contract's columns, or -1 for the row as a whole.</param>
/// <param name="Rule">The broken rule.</param>
/// <param name="SourceText">The cell as the source had it, at most 64 bytes, where the batch could not hold it; else null.</param>
public readonly record struct Violation(int Row, int Column, ValidationRule Rule, string? SourceText = null);
