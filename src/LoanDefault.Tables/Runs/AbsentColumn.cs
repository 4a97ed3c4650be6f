using System.Globalization;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Features;

namespace LoanDefault.Tables.Runs;

/// <summary>A column of the contract that some input files lack as a whole, so that it is missing in all their rows.</summary>
/// <param name="Name">The contract's name.</param>
/// <param name="Source">What the files should call it.</param>
/// <param name="Files">How many files lack it.</param>
/// <param name="Alike">Columns of those files whose names differ by case only; they are not read.</param>
/// <param name="Features">The model's features that are made of it; empty when the model does without it.</param>
public sealed record AbsentColumn(
    string Name, string Source, int Files, IReadOnlyList<string> Alike, IReadOnlyList<string> Features)
{
    /// <summary>Finds the absent columns; the id is not one of them, it has rules of its own.</summary>
    /// <param name="contract">The contract that counts.</param>
    /// <param name="features">The model's features.</param>
    /// <param name="files">The names of each file's columns, those of its path too.</param>
    /// <returns>In the contract's order.</returns>
    public static IReadOnlyList<AbsentColumn> Find(
        ApplicationContract contract, FeatureSet features, IEnumerable<IEnumerable<string>> files)
    {
        ArgumentNullException.ThrowIfNull(contract);
        ArgumentNullException.ThrowIfNull(features);
        HashSet<string>[] names = [.. files.Select(f => f.ToHashSet(StringComparer.Ordinal))];
        var absent = new List<AbsentColumn>();
        foreach (ContractColumn column in contract.Columns.Where(c => c.Type != ColumnType.Id))
        {
            HashSet<string>[] lacking = [.. names.Where(f => !f.Contains(column.SourceName))];
            if (lacking.Length == 0)
                continue;
            IEnumerable<string> alike = lacking.SelectMany(f => f)
                .Where(name => string.Equals(name, column.SourceName, StringComparison.OrdinalIgnoreCase)).Distinct();
            absent.Add(new AbsentColumn(
                column.Name, column.SourceName, lacking.Length, [.. alike.Order(StringComparer.Ordinal)],
                [.. features.Features.Where(f => f.SourceColumns.Contains(column.Name)).Select(f => f.Name)]));
        }

        return absent;
    }

    /// <summary>The column in a message: its name in the files, how many lack it, and what may be it.</summary>
    /// <param name="inputFiles">Input files.</param>
    public string Describe(int inputFiles) => string.Create(
        CultureInfo.InvariantCulture,
        $"'{Source}' in {Files} of {inputFiles} file(s){(Alike.Count == 0 ? "" : $", which have '{string.Join("', '", Alike)}', and case counts")}");
}
