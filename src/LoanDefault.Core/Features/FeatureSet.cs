using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;

namespace LoanDefault.Core.Features;

/// <summary>
/// The ordered features that a contract asks for: its number columns, its encoded categories, then the computed
/// features whose inputs exist. Immutable; safe to share between threads.
/// </summary>
public sealed class FeatureSet
{
    private readonly List<FeatureSource> _sources = [];

    /// <summary>Builds the feature set of a contract.</summary>
    /// <param name="contract">The contract.</param>
    /// <exception cref="BadInputException">A computed feature is unknown, or its inputs do not fit; or nothing is a feature.</exception>
    public FeatureSet(ApplicationContract contract)
    {
        Contract = contract;
        for (int column = 0; column < contract.Columns.Count; column++)
            AddColumn(contract.Columns[column], column);
        foreach (FeatureDefinition definition in contract.Features)
            _sources.Add(ComputedFeatureBinding.Bind(contract, definition));
        if (_sources.Count == 0)
            throw new BadInputException($"contract '{contract.Name}': no column is a feature: set \"feature\": true on at least one number or category");
        Features = [.. _sources.Select(s => s.Feature)];
        foreach (IGrouping<string, Feature> same in Features.GroupBy(f => f.Name).Where(g => g.Count() > 1))
            throw new BadInputException($"contract '{contract.Name}': feature '{same.Key}' would exist {same.Count()} times: rename the column or leave the computed feature out");
        Hash = ComputeHash(Features);
    }

    /// <summary>The contract that the features are made of.</summary>
    public ApplicationContract Contract { get; }

    /// <summary>The features in the model's order.</summary>
    public IReadOnlyList<Feature> Features { get; }

    /// <summary>SHA-256, in lower-case hexadecimal, over names, order, parameters and versions.</summary>
    public string Hash { get; }

    internal IReadOnlyList<FeatureSource> Sources => _sources;

    private void AddColumn(ContractColumn column, int index)
    {
        if (!column.Feature || column.Protected)
            return;
        switch (column.Type)
        {
            case ColumnType.Number or ColumnType.Integer:
                _sources.Add(new NumberSource(column.Name, index));
                break;
            case ColumnType.Category when column.Encoding is CategoryEncoding.OneHot:
                for (int code = 0; code < column.Categories!.Count; code++)
                    _sources.Add(new OneHotSource(column, index, code));
                break;
            case ColumnType.Category:
                _sources.Add(new OrdinalSource(column, index));
                break;
        }
    }

    // What separates in the hashed text must not come from a lender's categories.
    private static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\t", "\\t", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);

    private static string ComputeHash(IReadOnlyList<Feature> features)
    {
        var text = new StringBuilder();
        foreach (Feature feature in features)
        {
            text.Append(Escape(feature.Name)).Append('\t').Append(feature.Kind).Append('\t')
                .Append(feature.Version.ToString(CultureInfo.InvariantCulture)).Append('\t')
                .AppendJoin('\t', feature.SourceColumns).Append('\t')
                .AppendJoin('\t', feature.Parameters.Select(Escape)).Append('\n');
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
