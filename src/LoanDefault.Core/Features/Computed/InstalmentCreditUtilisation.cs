namespace LoanDefault.Core.Features.Computed;

/// <summary>How much of the instalment credit is still owed.</summary>
internal sealed class InstalmentCreditUtilisation() : RatioFeature(
    "instalment_credit_utilisation",
    "total balance on instalment accounts / their total high credit or limit (a ratio); missing without such credit",
    FeatureRoles.InstalmentBalance,
    FeatureRoles.InstalmentCreditLimit);
