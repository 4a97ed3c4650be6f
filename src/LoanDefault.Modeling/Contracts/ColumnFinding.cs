using LoanDefault.Core.Applications;
using LoanDefault.Core.Features;

namespace LoanDefault.Modeling.Contracts;

/// <summary>What inference makes of one source column, and why.</summary>
internal sealed class ColumnFinding(ColumnProfile profile, ColumnWords words)
{
    private readonly List<string> _reasons = [];

    public ColumnProfile Profile { get; } = profile;

    public ColumnWords Words { get; } = words;

    /// <summary>The column as the contract has it, its name and reasons still to come; null when excluded.</summary>
    public ContractColumn? Kept { get; set; }

    /// <summary>The role that the column plays for computed features, or null.</summary>
    public FeatureRole? Role { get; set; }

    /// <summary>Whether it is a category whose texts have no order but the alphabet's.</summary>
    public bool HasNoOrder { get; set; }

    public List<InferenceWarning> Warnings { get; } = [];

    /// <summary>The reasons in the order found, joined; null when there are none.</summary>
    public string? Why => _reasons.Count == 0 ? null : string.Join("; ", _reasons);

    public void Because(string? reason)
    {
        if (reason is not null)
            _reasons.Add(reason);
    }

    public void Warn(InferenceWarningKind kind, string message) =>
        Warnings.Add(new InferenceWarning(kind, Profile.Source, $"column '{Profile.Source}': {message}"));

    /// <summary>Leaves the column out.</summary>
    public void Exclude(string reason)
    {
        Kept = null;
        Because(reason);
    }
}
