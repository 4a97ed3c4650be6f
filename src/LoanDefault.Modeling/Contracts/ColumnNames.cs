using LoanDefault.Core.Features;

namespace LoanDefault.Modeling.Contracts;

/// <summary>Gives source columns their names in the contract: lower case, unique, the role's where one is played.</summary>
internal sealed class ColumnNames
{
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <param name="reserved">Names that no column may take, as computed features have them.</param>
    public ColumnNames(IEnumerable<string> reserved) => _used.UnionWith(reserved);

    /// <summary>A name for a column.</summary>
    /// <param name="words">The source name.</param>
    /// <param name="role">The role that the column plays, or null.</param>
    /// <param name="avoidRoles">True for a column that must not be taken for a role that its name suggests.</param>
    public string Take(ColumnWords words, FeatureRole? role, bool avoidRoles)
    {
        if (role is not null && _used.Add(role.Input.Name))
            return role.Input.Name;
        string name = words.Plain.Length == 0 ? "column" : char.IsAsciiDigit(words.Plain[0]) ? $"column_{words.Plain}" : words.Plain;
        if (role is not null || avoidRoles && FeatureRoles.All.Any(r => r.Input.Name == name))
            name += "_given";
        string unique = name;
        for (int i = 2; !_used.Add(unique); i++)
            unique = $"{name}_{i}";
        return unique;
    }
}
