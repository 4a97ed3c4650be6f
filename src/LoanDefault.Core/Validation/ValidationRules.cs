namespace LoanDefault.Core.Validation;

/// <summary>Every rule, once. Ids and versions are written to the quarantine table: they never change their meaning.</summary>
public static class ValidationRules
{
    /// <summary>A required cell is empty.</summary>
    public static ValidationRule Missing { get; } = new("missing", 1, "a required value is missing");

    /// <summary>Text stands where a number or date belongs.</summary>
    public static ValidationRule NotANumber { get; } = new("not_a_number", 1, "the text is not a number");

    /// <summary>Text stands where a date belongs.</summary>
    public static ValidationRule NotADate { get; } = new("not_a_date", 1, "the text is not a date (YYYY-MM-DD)");

    /// <summary>The number is NaN or infinite in the source.</summary>
    public static ValidationRule NotFinite { get; } = new("not_finite", 1, "the number is NaN or infinite");

    /// <summary>An integer column holds a fraction.</summary>
    public static ValidationRule NotAnInteger { get; } = new("not_an_integer", 1, "the number has a fraction");

    /// <summary>The integer is beyond 2^53, so a double does not hold it exactly.</summary>
    public static ValidationRule IntegerTooLarge { get; } =
        new("integer_too_large", 1, "the integer is beyond 2^53 and cannot be held exactly");

    /// <summary>The number is below the contract's minimum.</summary>
    public static ValidationRule BelowMinimum { get; } = new("below_minimum", 1, "the number is below the contract's minimum");

    /// <summary>The number is above the contract's maximum.</summary>
    public static ValidationRule AboveMaximum { get; } = new("above_maximum", 1, "the number is above the contract's maximum");

    /// <summary>The text is not one of the contract's categories.</summary>
    public static ValidationRule UnknownCategory { get; } =
        new("unknown_category", 1, "the text is not one of the contract's categories");

    /// <summary>The date is after the business date.</summary>
    public static ValidationRule DateInFuture { get; } = new("date_in_future", 1, "the date is after the business date");

    /// <summary>The application has no id.</summary>
    public static ValidationRule IdMissing { get; } =
        new("id_missing", 2, "the application id is missing, empty or only white space");

    /// <summary>The id is longer than 1,024 bytes.</summary>
    public static ValidationRule IdTooLong { get; } = new("id_too_long", 1, "the application id is longer than 1,024 bytes");

    /// <summary>The same application id occurs more than once in the run's input.</summary>
    public static ValidationRule DuplicateId { get; } =
        new("duplicate_id", 1, "the application id occurs more than once in this run's input");

    /// <summary>All rules, in the order above.</summary>
    public static IReadOnlyList<ValidationRule> All { get; } =
    [
        Missing, NotANumber, NotADate, NotFinite, NotAnInteger, IntegerTooLarge, BelowMinimum, AboveMaximum,
        UnknownCategory, DateInFuture, IdMissing, IdTooLong, DuplicateId,
    ];
}
