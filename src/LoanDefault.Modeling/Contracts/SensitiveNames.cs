namespace LoanDefault.Modeling.Contracts;

/// <summary>What a column's name says about law, privacy and time. Each answer is a reason, or null.</summary>
internal static class SensitiveNames
{
    /// <summary>Why the column may not be decided by: characteristics that credit law forbids, and postal codes.</summary>
    public static string? Protected(ColumnWords words)
    {
        string? what = words switch
        {
            _ when words.HasAny("gender", "sex") => "sex",
            _ when words.HasAny("race", "ethnic", "ethnicity") => "race",
            _ when words.HasAny("religion", "religious") => "religion",
            _ when words.HasAny("nationality", "citizen", "citizenship", "immigrant") || words.Has("national origin") => "national origin",
            _ when words.HasAny("marital", "married", "spouse") => "marital status",
            _ when words.HasAny("disability", "disabled", "pregnant", "pregnancy") => "health or family",
            _ when words.HasAny("birth", "birthday", "birthdate") || IsAgeOfPerson(words) => "age",
            _ => null,
        };
        if (what is not null)
            return $"the name says {what}, which the law forbids to decide by: protected";
        return words.HasAny("zip", "zip3", "zip5", "zipcode", "postcode", "postal")
            ? "a postal code stands in for race and national origin: protected"
            : null;
    }

    /// <summary>Why the column should not be a feature though no law names it: where a person lives.</summary>
    public static string? Proxy(ColumnWords words) =>
        words.HasAny("state", "province", "region", "county", "city", "country")
            && words.Words.All(w => PlaceWords.Contains(w))
            ? "where one lives stands in for race and national origin (fair lending): not a feature"
            : null;

    /// <summary>Why the column is personal data.</summary>
    public static string? Personal(ColumnWords words)
    {
        bool name = words.Phrase is "name" or "full name" || words.HasAny("surname", "forename", "firstname", "lastname")
            || words.Has("first name") || words.Has("last name") || words.Has("middle name")
            || words.HasAny("name") && words.HasAny("borrower", "applicant", "customer", "client", "member");
        bool contact = words.HasAny("email", "mail", "phone", "mobile", "telephone", "fax", "address", "street", "city", "zip", "zipcode", "postcode", "postal", "ip");
        bool number = words.HasAny("ssn", "passport", "iban", "birth", "birthday", "birthdate") || words.Has("social security")
            || words.Has("tax id") || words.Has("national id") || words.Has("card number") || words.Has("account number")
            || words.Has("licence number") || words.Has("license number");
        return name || contact || number ? "the name says personal data: masked" : null;
    }

    /// <summary>Why the column is known only after the loan was decided.</summary>
    public static string? AfterDecision(ColumnWords words)
    {
        bool known = words.HasAny("paid", "recovery", "recovered", "chargeoff", "writeoff", "settlement", "hardship", "prncp")
            || words.Has("charge off") || words.Has("charged off") || words.Has("write off") || words.Has("written off")
            || words.Has("total payment") || words.Has("last payment") || words.Has("next payment")
            || words.Has("late fee") || words.Has("late fees") || words.Has("total rec") || words.Has("last fico")
            || words.Has("outstanding principal") || words.Has("remaining principal")
            || words.Phrase is "balance" or "current balance" or "outstanding balance" or "remaining balance" or "loan status" or "status";
        return known ? "the name says that it is known only after the loan was made" : null;
    }

    private static readonly HashSet<string> PlaceWords =
    [
        "state", "province", "region", "county", "city", "country", "address", "home", "residence", "residential",
        "borrower", "applicant", "customer", "us", "code", "name", "of", "current",
    ];

    private static bool IsAgeOfPerson(ColumnWords words) =>
        words.HasAny("age") && !words.HasAny(
            "account", "accounts", "credit", "trade", "trades", "loan", "file", "history", "line", "lines", "oldest", "newest",
            "average", "avg", "vehicle", "car", "property", "house", "device", "business", "company", "employment");
}
