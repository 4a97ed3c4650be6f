using System.Numerics;

namespace LoanDefault.Core.Features.Computed;

/// <summary>What the borrower would pay back each month.</summary>
internal sealed class MonthlyInstalment : IComputedFeature
{
    public string Name => "monthly_instalment";

    public int Version => 1;

    public string Description =>
        "P i / (1 - (1 + i)^-n) in USD per month, with P the loan amount, i = interest rate / 1200 and n the term in months; P / n at 0 %";

    public IReadOnlyList<FeatureInput> Inputs { get; } =
        [FeatureRoles.LoanAmount, FeatureRoles.InterestRate, FeatureRoles.Term];

    public IReadOnlyList<FeatureParameter> Parameters { get; } = [];

    public void Compute(in FeatureInputs inputs, ReadOnlySpan<double> parameters, Span<double> destination) =>
        RowFormula.Map<Formula>(inputs, parameters, destination);

    private readonly struct Formula : IRowFormula
    {
        public static Vector<double> Apply(in FeatureInputs inputs, int row, ReadOnlySpan<double> parameters) =>
            FeatureArithmetic.Instalment(inputs.Vector(0, row), inputs.Vector(1, row), inputs.Vector(2, row));
    }
}
