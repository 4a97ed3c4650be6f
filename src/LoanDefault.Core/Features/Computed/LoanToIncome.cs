using System.Numerics;

namespace LoanDefault.Core.Features.Computed;

/// <summary>The loan amount as a multiple of annual income.</summary>
internal sealed class LoanToIncome : IComputedFeature
{
    public string Name => "loan_to_income";

    public int Version => 1;

    public string Description =>
        "loan amount / annual income (a ratio); missing without income";

    public IReadOnlyList<FeatureInput> Inputs { get; } =
        [FeatureRoles.LoanAmount, FeatureRoles.AnnualIncome];

    public IReadOnlyList<FeatureParameter> Parameters { get; } = [];

    public void Compute(in FeatureInputs inputs, ReadOnlySpan<double> parameters, Span<double> destination) =>
        RowFormula.Map<Formula>(inputs, parameters, destination);

    private readonly struct Formula : IRowFormula
    {
        public static Vector<double> Apply(in FeatureInputs inputs, int row, ReadOnlySpan<double> parameters) =>
            FeatureArithmetic.Ratio(inputs.Vector(0, row), inputs.Vector(1, row));
    }
}
