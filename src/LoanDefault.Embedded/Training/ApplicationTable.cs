using System.Runtime.InteropServices;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Features;

namespace LoanDefault.Embedded.Training;

/// <summary>
/// Applications read whole into memory, in the order of the files: their columns, their features and their targets, made
/// by the code that scores. For training and for learning what applications look like; not for scoring.
/// </summary>
public sealed class ApplicationTable
{
    private readonly List<double>[] _numbers;
    private readonly List<int>[] _codes;
    private readonly List<float> _features = [];
    private readonly List<string?> _targets = [];
    private readonly List<bool> _rejected = [];

    internal ApplicationTable(FeatureSet featureSet)
    {
        FeatureSet = featureSet;
        _numbers = [.. Contract.Columns.Select(_ => new List<double>())];
        _codes = [.. Contract.Columns.Select(_ => new List<int>())];
    }

    /// <summary>The meaning of the columns.</summary>
    public ApplicationContract Contract => FeatureSet.Contract;

    /// <summary>The features, in order.</summary>
    public FeatureSet FeatureSet { get; }

    /// <summary>Rows, the rejected ones included.</summary>
    public int RowCount => _rejected.Count;

    /// <summary>The features row by row: <see cref="RowCount"/> x number of features; NaN is missing.</summary>
    public ReadOnlySpan<float> Features => CollectionsMarshal.AsSpan(_features);

    /// <summary>The target's value a row as the file has it, null where it is missing; empty when no target was asked for.</summary>
    public IReadOnlyList<string?> Targets => _targets;

    /// <summary>How many cells broke each rule, by the rule's id and the column's contract name.</summary>
    public IReadOnlyDictionary<(string Rule, string Column), long> BrokenRules => Broken;

    /// <summary>Columns of the files that the contract does not mention, sorted.</summary>
    public required IReadOnlyList<string> UnknownColumns { get; init; }

    /// <summary>
    /// SHA-256, in lower-case hexadecimal, of the file, or over the sorted hashes of several files.
    /// </summary>
    public required string Sha256 { get; init; }

    internal Dictionary<(string Rule, string Column), long> Broken { get; } = [];

    /// <summary>One row's features; NaN is missing.</summary>
    /// <param name="row">From 0.</param>
    public ReadOnlySpan<float> FeaturesOf(int row) =>
        Features.Slice(row * FeatureSet.Features.Count, FeatureSet.Features.Count);

    /// <summary>Whether a row broke a rule of the contract.</summary>
    /// <param name="row">From 0.</param>
    public bool IsRejected(int row) => _rejected[row];

    /// <summary>A number, integer or date column (days since 1970-01-01), NaN where missing; empty for other types.</summary>
    /// <param name="column">Position in the contract's columns.</param>
    public ReadOnlySpan<double> Numbers(int column) => CollectionsMarshal.AsSpan(_numbers[column]);

    /// <summary>A category column as positions in its list, -1 missing, -2 unknown; empty for other types.</summary>
    /// <param name="column">Position in the contract's columns.</param>
    public ReadOnlySpan<int> Codes(int column) => CollectionsMarshal.AsSpan(_codes[column]);

    internal void Add(ApplicationBatch batch, FeatureMatrix features, ReadOnlySpan<ulong> rejected)
    {
        for (int column = 0; column < _numbers.Length; column++)
        {
            if (Contract.Columns[column].IsNumeric)
                _numbers[column].AddRange(batch.Numbers(column));
            else if (Contract.Columns[column].Type == ColumnType.Category)
                _codes[column].AddRange(batch.Codes(column));
        }

        int start = _features.Count;
        CollectionsMarshal.SetCount(_features, start + batch.Count * features.FeatureCount);
        features.CopyRowMajor(CollectionsMarshal.AsSpan(_features)[start..]);
        for (int row = 0; row < batch.Count; row++)
            _rejected.Add((rejected[row >> 6] >> (row & 63) & 1) != 0);
    }

    internal void AddTarget(string? target) => _targets.Add(target);
}
