using System.Globalization;
using System.Text.RegularExpressions;
using LoanDefault.Core.Errors;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Input;
using LoanDefault.Embedded.Native;

namespace LoanDefault.Embedded.Scan;

/// <summary>Says what an engine's error while reading rows means: which file, which line, what to do.</summary>
internal static partial class ScanErrors
{
    /// <summary>The exception to throw instead; an error that is not the input's comes back as it is.</summary>
    internal static LoanDefaultException Describe(ScanPlan plan, DuckDbException error)
    {
        if (error.IsDiskFull || error.ErrorType is DuckDbErrorType.OutOfMemory or DuckDbErrorType.Internal or DuckDbErrorType.Fatal)
            return error;
        SourceFile? file = plan.Input.Files.FirstOrDefault(f => error.EngineMessage.Contains(f.Path, StringComparison.Ordinal));
        string name = file?.RelativePath ?? plan.Input.Path;
        string text = FirstLine(error.EngineMessage);
        if (plan.Input.Format != InputFormat.Csv)
            return new BadInputException($"{name}: cannot be read ({text}): write or copy it again", name, innerException: error);
        Match line = CsvLine().Match(error.EngineMessage);
        long? row = line.Success ? long.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture) : null;
        string at = row is null ? "" : $" at line {row}";
        return new BadInputException(
            $"{name}: not CSV as the contract describes it{at} ({text}): repair the file, or 'csv' in the contract '{plan.Contract.Name}'",
            name, row: row, innerException: error);
    }

    private static string FirstLine(string message) =>
        message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).FirstOrDefault() ?? message;

    [GeneratedRegex(@"on Line: (\d+)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex CsvLine();
}
