namespace LoanDefault.Core.Features.Computed;

/// <summary>The loan amount as a multiple of annual income.</summary>
internal sealed class LoanToIncome : IComputedFeature
{
    public string Name => "loan_to_income";

    public int Version => 1;

    public string Description => "loan amount / annual income (a ratio); missing without income";

    public IReadOnlyList<FeatureInput> Inputs { get; } =
        [new("loan_amount", "USD"), new("annual_income", "USD per year")];

    public IReadOnlyList<FeatureParameter> Parameters { get; } = [];

    public void Compute(in FeatureInputs inputs, ReadOnlySpan<double> parameters, Span<double> destination) =>
        FeatureArithmetic.Ratio(inputs[0], inputs[1], destination);
}
