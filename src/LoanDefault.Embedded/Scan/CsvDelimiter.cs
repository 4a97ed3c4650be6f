using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Embedded.Input;

namespace LoanDefault.Embedded.Scan;

/// <summary>Recognises a CSV file that is written with another delimiter than the contract says.</summary>
internal static class CsvDelimiter
{
    private static readonly char[] Usual = [',', ';', '\t', '|'];

    /// <summary>Refuses a file whose header is one field that no column is called, but holds another usual delimiter.</summary>
    /// <exception cref="BadInputException">It is so; the message says what to write.</exception>
    internal static void Check(SourceFile file, ApplicationContract contract)
    {
        InputColumn[] fields = [.. file.Columns.Where(c => c.Origin == InputColumnOrigin.Csv)];
        if (fields is not [{ Name: var header }] || contract.Columns.Any(c => c.SourceName == header))
            return;
        (char likely, int count) = Usual.Select(d => (d, header.Count(c => c == d))).MaxBy(d => d.Item2);
        if (count == 0)
            return;
        throw new BadInputException(
            $"{file.RelativePath}: the first line is a single field by the contract's delimiter {Written(contract.Csv.Delimiter[0])}, but holds {Written(likely)} {count} time(s): "
            + $"write \"csv\": {{ \"delimiter\": {Written(likely)} }} into the contract; to score, into a copy of the model's own that --contract names",
            file.RelativePath, row: 0);
    }

    // As it stands in JSON.
    private static string Written(char delimiter) => delimiter == '\t' ? "\"\\t\"" : $"\"{delimiter}\"";
}
