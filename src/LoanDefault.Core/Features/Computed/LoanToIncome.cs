namespace LoanDefault.Core.Features.Computed;

/// <summary>The loan amount as a multiple of annual income.</summary>
internal sealed class LoanToIncome() : RatioFeature(
    "loan_to_income",
    "loan amount / annual income (a ratio); missing without income",
    FeatureRoles.LoanAmount,
    FeatureRoles.AnnualIncome);
