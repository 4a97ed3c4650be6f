using System.Numerics;

namespace LoanDefault.Core.Features.Computed;

/// <summary>How many months' income would pay off everything owed, this loan included.</summary>
internal sealed class MonthsOfIncomeOwed : IComputedFeature
{
    public string Name => "months_of_income_owed";

    public int Version => 1;

    public string Description =>
        "(total balance + loan amount) / (annual income / 12), in months; missing without income";

    public IReadOnlyList<FeatureInput> Inputs { get; } =
        [FeatureRoles.LoanAmount, FeatureRoles.TotalBalance, FeatureRoles.AnnualIncome];

    public IReadOnlyList<FeatureParameter> Parameters { get; } = [];

    public void Compute(in FeatureInputs inputs, ReadOnlySpan<double> parameters, Span<double> destination) =>
        RowFormula.Map<Formula>(inputs, parameters, destination);

    private readonly struct Formula : IRowFormula
    {
        public static Vector<double> Apply(in FeatureInputs inputs, int row, ReadOnlySpan<double> parameters) =>
            FeatureArithmetic.Ratio((inputs.Vector(0, row) + inputs.Vector(1, row)) * FeatureArithmetic.MonthsPerYear, inputs.Vector(2, row));
    }
}
