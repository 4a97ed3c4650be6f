namespace LoanDefault.Core.Features;

/// <summary>Where a feature of a set comes from.</summary>
public enum FeatureKind
{
    /// <summary>A number or integer column as it is.</summary>
    Number,

    /// <summary>A category's position in the contract's list, from 0.</summary>
    Ordinal,

    /// <summary>1 where the row has one certain category, 0 where it has another.</summary>
    OneHot,

    /// <summary>A computed feature.</summary>
    Computed,
}

/// <summary>One feature of a set.</summary>
/// <param name="Name">Unique in the set; <c>column=CATEGORY</c> for one-hot.</param>
/// <param name="Kind">Where it comes from.</param>
/// <param name="SourceColumns">The contract columns it is made of; reasons are grouped by them.</param>
/// <param name="Version">Version of the computation; 1 for what the contract alone defines.</param>
/// <param name="Parameters">Everything else that its values depend on, as <c>name=value</c>.</param>
public sealed record Feature(
    string Name, FeatureKind Kind, IReadOnlyList<string> SourceColumns, int Version, IReadOnlyList<string> Parameters);
