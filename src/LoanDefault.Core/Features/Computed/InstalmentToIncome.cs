using System.Numerics;

namespace LoanDefault.Core.Features.Computed;

/// <summary>The share of a month's income that the instalment takes.</summary>
internal sealed class InstalmentToIncome : IComputedFeature
{
    public string Name => "instalment_to_income";

    public int Version => 1;

    public string Description =>
        "monthly instalment / (annual income / 12) (a ratio); missing without income";

    public IReadOnlyList<FeatureInput> Inputs { get; } =
        [FeatureRoles.LoanAmount, FeatureRoles.InterestRate, FeatureRoles.Term, FeatureRoles.AnnualIncome];

    public IReadOnlyList<FeatureParameter> Parameters { get; } = [];

    public void Compute(in FeatureInputs inputs, ReadOnlySpan<double> parameters, Span<double> destination) =>
        RowFormula.Map<Formula>(inputs, parameters, destination);

    private readonly struct Formula : IRowFormula
    {
        public static Vector<double> Apply(in FeatureInputs inputs, int row, ReadOnlySpan<double> parameters) =>
            FeatureArithmetic.Ratio(
                FeatureArithmetic.Instalment(inputs.Vector(0, row), inputs.Vector(1, row), inputs.Vector(2, row)) * FeatureArithmetic.MonthsPerYear,
                inputs.Vector(3, row));
    }
}
