using LoanDefault.Core.Applications;

namespace LoanDefault.Core.Features;

/// <summary>A part that a column plays in computed features.</summary>
/// <param name="Input">The role's canonical name, its unit, and what it makes of category texts.</param>
/// <param name="Synonyms">What lenders call such a column, in lower case with underscores.</param>
/// <param name="Substitute">The role that may stand in when no column plays this one, or null.</param>
public sealed record FeatureRole(FeatureInput Input, IReadOnlyList<string> Synonyms, string? Substitute = null);

/// <summary>
/// The roles of computed features' inputs. A contract that names its columns by the roles' canonical names needs no
/// <c>inputs</c> in its features. Both tables of LendingClub, whose names many lenders follow, are covered.
/// </summary>
public static class FeatureRoles
{
    internal static FeatureInput LoanAmount { get; } = new("loan_amount", "USD");

    internal static FeatureInput InterestRate { get; } = new("interest_rate", "% per year");

    internal static FeatureInput Term { get; } = new("term", "months", CategoryTexts.TermMonths);

    internal static FeatureInput AnnualIncome { get; } = new("annual_income", "USD per year");

    internal static FeatureInput InstalmentBalance { get; } = new("instalment_balance", "USD");

    internal static FeatureInput InstalmentCreditLimit { get; } = new("instalment_credit_limit", "USD");

    internal static FeatureInput TotalBalance { get; } = new("total_balance", "USD");

    internal static FeatureInput InquiriesLast6Months { get; } = new("inquiries_last_6_months", "count");

    internal static FeatureInput InquiriesLast12Months { get; } = new("inquiries_last_12_months", "count");

    internal static FeatureInput EmploymentLength { get; } = new("employment_length", "years", CategoryTexts.EmploymentYears);

    internal static FeatureInput SubGrade { get; } = new("sub_grade", "grade A1 to G5", CategoryTexts.SubGrade);

    internal static FeatureInput VerificationStatus { get; } =
        new("verification_status", "not verified, source verified or verified", CategoryTexts.Verification);

    /// <summary>Every role; no synonym belongs to two.</summary>
    public static IReadOnlyList<FeatureRole> All { get; } =
    [
        new(LoanAmount, ["loan_amnt", "loan_amt", "funded_amnt", "funded_amount", "amount_requested"]),
        new(InterestRate, ["int_rate", "interest_rate_percent", "nominal_rate"]),
        new(Term, ["loan_term", "term_months", "loan_term_months", "duration_months"]),
        new(AnnualIncome, ["annual_inc", "income_annual", "yearly_income", "gross_annual_income"]),
        new(InstalmentBalance, ["installment_balance", "total_bal_il"]),
        new(InstalmentCreditLimit, ["installment_credit_limit", "total_il_high_credit_limit"]),
        new(TotalBalance, ["total_credit_utilized", "tot_cur_bal", "total_debt"], Substitute: InstalmentBalance.Name),
        new(InquiriesLast6Months, ["inq_last_6mths", "inq_last_6m", "inquiries_last_6m"]),
        new(InquiriesLast12Months, ["inq_last_12mths", "inq_last_12m", "inquiries_last_12m"]),
        new(EmploymentLength, ["emp_length", "employment_years", "years_employed"]),
        new(SubGrade, ["subgrade"]),
        new(VerificationStatus, ["verified_income", "income_verification", "income_verification_status"]),
    ];

    /// <summary>The role that a source column seems to play by its name, or null.</summary>
    /// <param name="sourceName">The column's name in the lender's files; case, spaces, dots and hyphens do not matter.</param>
    /// <returns>One of <see cref="All"/>; its canonical name is the column's name in a contract.</returns>
    public static FeatureRole? Guess(string sourceName)
    {
        string name = string.Join(
            '_', sourceName.ToLowerInvariant().Split([' ', '_', '-', '.'], StringSplitOptions.RemoveEmptyEntries));
        return All.FirstOrDefault(role => role.Input.Name == name || role.Synonyms.Contains(name));
    }

    /// <summary>The computed features that a contract's columns can serve, in the order of <see cref="ComputedFeatures.All"/>.</summary>
    /// <param name="columns">The contract's columns, named by role where they play one.</param>
    /// <returns>A definition for each, with inputs where a substitute stands in.</returns>
    public static IReadOnlyList<FeatureDefinition> Define(IReadOnlyList<ContractColumn> columns)
    {
        var definitions = new List<FeatureDefinition>();
        foreach (IComputedFeature feature in ComputedFeatures.All)
        {
            var substitutes = new Dictionary<string, string>();
            if (feature.Inputs.All(input => IsServed(columns, input, substitutes)))
                definitions.Add(new FeatureDefinition { Name = feature.Name, Inputs = substitutes });
        }

        return definitions;
    }

    private static bool IsServed(
        IReadOnlyList<ContractColumn> columns, FeatureInput input, Dictionary<string, string> substitutes)
    {
        bool Has(string name) => columns.Any(c => c.Name == name && ComputedFeatureBinding.Problem(c, input) is null);
        if (Has(input.Name))
            return true;
        if (All.FirstOrDefault(role => role.Input.Name == input.Name)?.Substitute is not { } substitute || !Has(substitute))
            return false;
        substitutes.Add(input.Name, substitute);
        return true;
    }
}
