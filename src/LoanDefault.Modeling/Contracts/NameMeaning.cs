namespace LoanDefault.Modeling.Contracts;

/// <summary>What a number is, as far as its name and type say, and what follows for its range.</summary>
/// <param name="Unit">The unit, or null.</param>
/// <param name="Minimum">The smallest number that makes sense, or null.</param>
/// <param name="Maximum">The largest number that makes sense, or null.</param>
/// <param name="Reason">What in the name says so, or null.</param>
internal sealed record NameMeaning(string? Unit, double? Minimum, double? Maximum, string? Reason)
{
    private static readonly NameMeaning None = new(null, null, null, null);

    /// <summary>Reads a name. Says nothing rather than something doubtful: a wrong limit refuses sound applications.</summary>
    /// <param name="words">The name.</param>
    /// <param name="profile">The column; its values only tell a percentage from a fraction.</param>
    public static NameMeaning Of(ColumnWords words, ColumnProfile profile)
    {
        // What is a difference can be negative whatever it is a difference of.
        if (words.HasAny("change", "delta", "difference", "diff", "net", "growth", "gain", "loss", "profit", "trend", "score"))
            return None;
        bool whole = profile.Kind == ValueKind.Integer || profile.Whole;
        return Rate(words, profile) ?? Share(words, profile) ?? Time(words, whole) ?? Amount(words) ?? Count(words, whole) ?? None;
    }

    /// <summary>Whether a rate's or share's numbers are fractions of 1.</summary>
    public static bool LooksLikeFraction(ColumnProfile profile) => profile.Maximum is <= 1;

    private static NameMeaning? Rate(ColumnWords words, ColumnProfile profile)
    {
        if (!words.Has("interest rate") && !words.Has("int rate") && !words.HasAny("apr"))
            return null;
        return LooksLikeFraction(profile)
            ? new("fraction per year", 0, 1, "an interest rate as a fraction")
            : new("% per year", 0, 100, "an interest rate in percent");
    }

    private static NameMeaning? Share(ColumnWords words, ColumnProfile profile)
    {
        if (!words.HasAny("utilisation", "percent", "percentage", "ratio", "share") && !words.Has("to income"))
            return null;
        // May pass 100 %: a card over its limit, a debt above the income.
        string unit = LooksLikeFraction(profile) || words.HasAny("ratio") ? "ratio" : "%";
        return new(unit, 0, null, "a share of amounts that are not negative");
    }

    private static NameMeaning? Time(ColumnWords words, bool whole)
    {
        if (words.Has("months since") || words.Has("months on") || words.Words[0] is "months" or "term" || words.Phrase.EndsWith(" months", StringComparison.Ordinal) && !EndsWithPeriod(words))
            return new("months", 0, null, "a number of months");
        if (words.Words[0] is "years" || words.Has("employment length"))
            return new("years", 0, null, "a number of years");
        if (words.Has("days since") || words.Has("days past due") && whole && !words.HasAny("accounts", "number", "count"))
            return new("days", 0, null, "a number of days");
        return null;
    }

    private static NameMeaning? Amount(ColumnWords words)
    {
        if (words.HasAny("number", "count", "accounts", "lines", "rate"))
            return null;
        // An overpaid account has a balance below 0.
        if (words.HasAny("balance"))
            return new(Currency(words), null, null, null);
        bool amount = words.HasAny("amount", "income", "salary", "wage", "limit", "price", "payment", "paid", "fees")
            || IsInstalment(words);
        return amount ? new(Currency(words), 0, null, "an amount that is not negative") : null;
    }

    private static NameMeaning? Count(ColumnWords words, bool whole)
    {
        if (!whole || words.HasAny("utilized", "utilised", "value", "amount", "limit", "rate", "code"))
            return null;
        bool counts = words.HasAny(
            "number", "count", "inquiries", "accounts", "lines", "trades", "delinquent", "delinquencies", "collections",
            "records", "liens", "bankruptcies", "bankrupt", "dependents", "children", "defaults", "enquiries");
        return counts ? new("count", 0, null, "a count") : null;
    }

    private static string Currency(ColumnWords words) =>
        words.HasAny("annual", "yearly") ? "currency per year"
        : words.HasAny("monthly") || IsInstalment(words) ? "currency per month"
        : "currency";

    // Beside other words it is a kind of account.
    private static bool IsInstalment(ColumnWords words) => words.Phrase is "instalment" or "monthly instalment" or "loan instalment";

    // "last 6 months": the period that something is counted over, not a number of months.
    private static bool EndsWithPeriod(ColumnWords words) =>
        words.Words.Count >= 2 && words.Words[^2].All(char.IsAsciiDigit);
}
