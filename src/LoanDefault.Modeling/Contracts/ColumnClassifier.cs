using System.Globalization;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Features;

namespace LoanDefault.Modeling.Contracts;

/// <summary>Decides what a source column is: left out and why, or a contract column and why so.</summary>
internal static class ColumnClassifier
{
    // A text column with a share of different texts like this is free text or an identifier.
    private const double NearUniqueShare = 0.5;
    private const int FewTexts = 10;
    private const int MaximumOneHot = 12;

    /// <summary>Decides about one column that is neither target nor id nor excluded by the caller.</summary>
    public static ColumnFinding Classify(ColumnProfile profile)
    {
        var finding = new ColumnFinding(profile, new ColumnWords(profile.Source));
        if (WhyUnusable(profile, finding.Words) is { } unusable)
        {
            finding.Exclude(unusable);
            return finding;
        }

        finding.Kept = profile.Kind switch
        {
            ValueKind.Integer or ValueKind.Number => Number(finding),
            ValueKind.Date => new ContractColumn { Name = "", Type = ColumnType.Date, Feature = false },
            _ => Category(finding),
        };
        if (profile.Kind == ValueKind.Date)
            finding.Because("a date is no feature; one after the business date is refused");
        FindRole(finding);
        MarkSensitive(finding);
        MarkLeak(finding);
        WarnOfValues(finding);
        finding.Kept = finding.Kept with { Observed = Observe(profile, finding.Kept) };
        return finding;
    }

    private static string? WhyUnusable(ColumnProfile profile, ColumnWords words)
    {
        if (profile.Kind == ValueKind.Unsupported)
            return $"type {profile.TypeName} is neither a number, a text nor a date";
        if (profile.Present == 0)
            return "no row has a value";
        if (profile.Distinct == 1 && profile.NotFinite == 0)
            return profile.Missing == 0 ? "the same value in every row" : "the same value in every row that has one";
        if (profile.Predictiveness.EqualsTarget)
            return "its values and the target's are one to one: it is the target under another name";
        if (WhyIdentifier(profile, words) is { } identifier)
            return identifier;
        return profile.Kind switch
        {
            ValueKind.Timestamp => "a time is no feature, and a contract has days only",
            ValueKind.Date when !IsDecisionDate(words) => "a date is no feature, and nothing says that this one cannot lie in the future",
            ValueKind.Text => WhyNoCategory(profile),
            _ => null,
        };
    }

    private static string? WhyIdentifier(ColumnProfile profile, ColumnWords words)
    {
        if (profile.Kind is not (ValueKind.Integer or ValueKind.Text))
            return null;
        if (IdColumn.IsNamedLikeId(words))
            return "the name says an identifier, which means nothing for another loan";
        if (profile.TypeName == "UUID")
            return "a UUID identifies one thing only";
        bool counting = profile.Kind == ValueKind.Integer && profile.IsUnique && profile.Rows > FewTexts
            && profile.Maximum - profile.Minimum + 1 == profile.Rows;
        return counting ? "it counts the rows; if it is the application's id, name it by --id" : null;
    }

    private static string? WhyNoCategory(ColumnProfile profile)
    {
        string distinct = profile.Distinct.ToString("N0", CultureInfo.InvariantCulture);
        if (profile.TextsAreNumbers && profile.Distinct > FewTexts)
            return $"numbers written as text ({distinct} different): write them as numbers, then infer again";
        if (profile.Distinct > FewTexts && profile.DistinctShare >= NearUniqueShare)
            return $"near-unique text ({distinct} different in {profile.Present.ToString("N0", CultureInfo.InvariantCulture)} rows): free text or an identifier";
        return profile.Texts.Count == 0
            ? $"{distinct} different texts, more than the {ColumnProfiler.MaximumTexts} that a category may have"
            : null;
    }

    private static bool IsDecisionDate(ColumnWords words) =>
        words.HasAny("application", "applied", "apply", "issue", "issued", "origination", "originated", "request", "requested", "decision", "submitted");

    private static ContractColumn Number(ColumnFinding finding)
    {
        ColumnProfile profile = finding.Profile;
        NameMeaning meaning = NameMeaning.Of(finding.Words, profile);
        double? minimum = meaning.Minimum, maximum = meaning.Maximum;
        if (profile.Minimum < minimum || profile.Maximum > maximum)
        {
            finding.Because($"the name says {meaning.Reason}, but the sample goes from {Text(profile.Minimum)} to {Text(profile.Maximum)}: no range set");
            finding.Warn(InferenceWarningKind.Unit, $"looks like {meaning.Reason} but goes from {Text(profile.Minimum)} to {Text(profile.Maximum)}: set unit and range by hand");
            return new ContractColumn { Name = "", Type = TypeOf(profile) };
        }

        if (meaning.Reason is not null)
            finding.Because($"the name says {meaning.Reason}");
        if (profile is { Kind: ValueKind.Integer, Minimum: >= 1900, Maximum: <= 2100, Distinct: > 2 })
            finding.Because("looks like a calendar year: a later year than any seen says nothing to a model");
        return new ContractColumn { Name = "", Type = TypeOf(profile), Unit = meaning.Unit, Minimum = minimum, Maximum = maximum };
    }

    private static ColumnType TypeOf(ColumnProfile profile) =>
        profile.Kind == ValueKind.Integer ? ColumnType.Integer : ColumnType.Number;

    private static ContractColumn Category(ColumnFinding finding)
    {
        (IReadOnlyList<string> texts, string? list) = KnownCategories.Complete(finding.Profile.Texts);
        if (list is not null)
            finding.Because($"its texts are {list}: all of them are listed, seen or not");
        CategoryOrder order = CategoryOrder.Of(texts);
        finding.HasNoOrder = !order.IsMeaningful;
        bool oneHot = finding.HasNoOrder && order.Texts.Count <= MaximumOneHot;
        return new ContractColumn
        {
            Name = "",
            Type = ColumnType.Category,
            Categories = order.Texts,
            Encoding = oneHot ? CategoryEncoding.OneHot : null,
        };
    }

    private static void FindRole(ColumnFinding finding)
    {
        ContractColumn column = finding.Kept!;
        if (column.Type == ColumnType.Date || FeatureRoles.Guess(finding.Profile.Source) is not { } role)
        {
            if (finding.Words.HasAny("income", "salary") && finding.Words.HasAny("monthly", "month", "weekly"))
                finding.Because("computed features need the income of a year");
            return;
        }

        if (RoleUnits.Trouble(role, finding.Profile) is { } trouble)
        {
            finding.Because($"no computed feature uses it: {trouble}");
            finding.Warn(InferenceWarningKind.Unit, $"no computed feature uses it: {trouble}; convert it in the source, then infer again");
            return;
        }

        finding.Role = role;
        string unit = role.Input.Unit.Replace("USD", "currency", StringComparison.Ordinal);
        if (column.Type != ColumnType.Category)
            finding.Kept = column with { Unit = unit };
        else if (RoleUnits.NotUnderstood(role, column.Categories!) is { Count: > 0 } unread)
            finding.Because($"as {role.Input.Name}, {string.Join(", ", unread.Select(t => $"'{t}'"))} counts as missing");
        // Meaning, not the sample, makes these four required: without them there is no loan to decide about.
        bool required = role.Input.Name is "loan_amount" or "interest_rate" or "term" or "annual_income" && finding.Profile.Missing == 0;
        if (required)
        {
            finding.Kept = finding.Kept! with { Required = true };
            finding.Because($"{role.Input.Name}: required");
        }
    }

    private static void MarkSensitive(ColumnFinding finding)
    {
        ContractColumn column = finding.Kept!;
        if (SensitiveNames.Personal(finding.Words) is { } personal)
        {
            column = column with { Personal = true };
            finding.Because(personal);
        }

        if (SensitiveNames.Protected(finding.Words) is { } forbidden)
        {
            column = column with { Protected = true, Feature = false, Required = false };
            finding.Role = null;
            finding.Because(forbidden);
            finding.Warn(InferenceWarningKind.Protected, forbidden);
        }
        else if (SensitiveNames.Proxy(finding.Words) is { } proxy)
        {
            column = column with { Feature = false, Personal = true };
            finding.Because(proxy);
            finding.Warn(InferenceWarningKind.Protected, proxy);
        }

        finding.Kept = column;
    }

    private static void MarkLeak(ColumnFinding finding)
    {
        string? name = SensitiveNames.AfterDecision(finding.Words);
        string? evidence = LeakEvidence(finding.Profile.Predictiveness);
        if (name is null && evidence is null)
            return;
        string reason = evidence is not null && name is not null ? $"{evidence}, and {name}" : evidence ?? name!;
        finding.Because($"leak? {reason}: not a feature unless a person says that it is known when the loan is decided");
        finding.Warn(InferenceWarningKind.Leak, $"{reason}: a leak unless it is known when the loan is decided; --exclude it, or set its feature to true");
        finding.Kept = finding.Kept! with { Feature = false, Required = false };
        finding.Role = null;
    }

    private static string? LeakEvidence(Predictiveness found)
    {
        if (found.Auc >= Predictiveness.LeakAuc)
            return $"it alone predicts the target with an AUC of {found.Auc.ToString("F3", CultureInfo.InvariantCulture)}";
        if (found.MissingAuc >= Predictiveness.LeakAuc)
            return $"whether it has a value predicts the target with an AUC of {found.MissingAuc.ToString("F3", CultureInfo.InvariantCulture)}";
        return found.Pure;
    }

    private static void WarnOfValues(ColumnFinding finding)
    {
        ColumnProfile profile = finding.Profile;
        if (profile.NotFinite > 0)
            finding.Warn(InferenceWarningKind.Values, $"{profile.NotFinite:N0} rows hold NaN or infinity, which scoring refuses: write nothing where a number is missing");
        if (profile.TooLarge > 0)
            finding.Warn(InferenceWarningKind.Values, $"{profile.TooLarge:N0} rows hold an integer beyond 2^53, which scoring refuses: --exclude it if it is an identifier");
    }

    private static ObservedValues Observe(ColumnProfile profile, ContractColumn column) => new()
    {
        // The extremes of personal data are some person's.
        Minimum = column.Personal ? null : profile.Minimum,
        Maximum = column.Personal ? null : profile.Maximum,
        MissingShare = Math.Round(profile.MissingShare, 6),
        Distinct = profile.Distinct,
    };

    private static string Text(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "nothing";
}
