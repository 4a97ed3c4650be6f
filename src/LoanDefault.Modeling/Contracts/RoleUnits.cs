using LoanDefault.Core.Features;

namespace LoanDefault.Modeling.Contracts;

/// <summary>Whether a column that is named like an input of computed features also holds what they expect.</summary>
internal static class RoleUnits
{
    /// <summary>What is wrong with the column in that role, or null.</summary>
    public static string? Trouble(FeatureRole role, ColumnProfile profile)
    {
        if (profile.Kind is ValueKind.Text or ValueKind.Boolean)
            return TextTrouble(role.Input, profile);
        if (profile.Minimum < 0)
            return $"it holds numbers below 0, but {role.Input.Name} ({role.Input.Unit}) has none";
        string? looksLike = role.Input.Name switch
        {
            "interest_rate" when NameMeaning.LooksLikeFraction(profile) => "a fraction of 1, not a percentage",
            "interest_rate" when profile.Maximum > 200 => "hundredths of a percent",
            "term" when profile.Maximum <= 10 => "years",
            "term" when profile.Maximum > 600 => "days",
            "annual_income" when profile.Median < 1000 => "thousands, or not a year's income",
            "employment_length" when profile.Maximum > 80 => "months or days",
            "sub_grade" when profile.Maximum > 35 || !profile.Whole => "another scale than 1 to 35",
            "verification_status" when profile.Maximum > 2 || !profile.Whole => "another scale than 0, 1, 2",
            _ => null,
        };
        return looksLike is null ? null : $"it looks like {looksLike}, but {role.Input.Name} is in {role.Input.Unit}";
    }

    /// <summary>The texts that stand for no value in that role; they count as missing.</summary>
    public static IReadOnlyList<string> NotUnderstood(FeatureRole role, IReadOnlyList<string> texts) =>
        role.Input.CategoryValue is { } value ? [.. texts.Where(t => value(t) is null)] : texts;

    private static string? TextTrouble(FeatureInput input, ColumnProfile profile)
    {
        if (input.CategoryValue is not { } value)
            return $"it is text, but {input.Name} is a number ({input.Unit})";
        return profile.Texts.All(t => value(t) is null)
            ? $"none of its texts means anything as {input.Name} ({input.Unit})"
            : null;
    }
}
