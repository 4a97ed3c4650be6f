namespace LoanDefault.Core.Features;

/// <summary>The computed features that contracts can name.</summary>
public static class ComputedFeatures
{
    /// <summary>All of them; a new one is added here and nowhere else.</summary>
    public static IReadOnlyList<IComputedFeature> All { get; } =
    [
        new Computed.LoanToIncome(),
        new Computed.MonthlyInstalment(),
        new Computed.InstalmentToIncome(),
        new Computed.InstalmentDebtToIncome(),
        new Computed.InstalmentCreditUtilisation(),
        new Computed.RecentInquiryAcceleration(),
        new Computed.EmploymentYears(),
        new Computed.SubGradeOrdinal(),
        new Computed.VerificationOrdinal(),
        new Computed.MonthsOfIncomeOwed(),
    ];

    /// <summary>The feature of that name, or null.</summary>
    /// <param name="name">A name as contracts write it.</param>
    public static IComputedFeature? Find(string name) => All.FirstOrDefault(f => f.Name == name);
}
