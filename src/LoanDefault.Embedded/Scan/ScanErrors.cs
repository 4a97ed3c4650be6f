using LoanDefault.Core.Errors;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Input;
using LoanDefault.Embedded.Native;

namespace LoanDefault.Embedded.Scan;

/// <summary>Says what an engine's error while reading rows means: which file, which line, what to do. Shows no cell.</summary>
public static class ScanErrors
{
    /// <summary>The exception to throw instead; an error that is not the input's comes back as it is.</summary>
    /// <param name="input">What was read.</param>
    /// <param name="error">What the engine said.</param>
    /// <param name="contract">The contract whose CSV settings the rows were read by; null when there is none yet.</param>
    public static LoanDefaultException Describe(InputTable input, DuckDbException error, string? contract = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(error);
        if (error.IsDiskFull || error.ErrorType is DuckDbErrorType.OutOfMemory or DuckDbErrorType.Internal or DuckDbErrorType.Fatal)
            return error;
        // The longest, as one file's name may begin another's.
        SourceFile? file = input.Files
            .Where(f => error.EngineMessage.Contains(f.Path, StringComparison.Ordinal))
            .MaxBy(f => f.Path.Length);
        string name = file?.RelativePath ?? input.Path;
        if (input.Format != InputFormat.Csv)
            return new BadInputException($"{name}: cannot be read ({EngineText.WithoutCells(error.EngineMessage)}): write or copy it again", name, innerException: error);
        CsvProblem problem = CsvProblem.Of(error.EngineMessage);
        string where = problem.Line is { } line ? $"line {line}" : "a line";
        string settings = contract is null ? "" : $", or 'csv' in the contract '{contract}'";
        return new BadInputException(
            $"{name}: {where} {problem.Cause}: repair the file{settings}", name, row: problem.Line, innerException: error);
    }

    /// <inheritdoc cref="Describe(InputTable, DuckDbException, string?)"/>
    internal static LoanDefaultException Describe(ScanPlan plan, DuckDbException error) => Describe(plan.Input, error, plan.Contract.Name);
}
