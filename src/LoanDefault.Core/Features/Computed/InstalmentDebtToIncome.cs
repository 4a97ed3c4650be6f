namespace LoanDefault.Core.Features.Computed;

/// <summary>What is owed on instalment accounts as a multiple of annual income.</summary>
internal sealed class InstalmentDebtToIncome() : RatioFeature(
    "instalment_debt_to_income",
    "total balance on instalment accounts / annual income (a ratio); missing without income",
    FeatureRoles.InstalmentBalance,
    FeatureRoles.AnnualIncome);
