using System.Numerics;

namespace LoanDefault.Core.Features.Computed;

/// <summary>A feature that is one input divided by another; missing where either is, or where the divisor is not above zero.</summary>
/// <param name="name">The name in contracts and models.</param>
/// <param name="description">What it is, for people.</param>
/// <param name="numerator">What is divided.</param>
/// <param name="denominator">By what.</param>
internal abstract class RatioFeature(string name, string description, FeatureInput numerator, FeatureInput denominator) : IComputedFeature
{
    public string Name => name;

    public int Version => 1;

    public string Description => description;

    public IReadOnlyList<FeatureInput> Inputs { get; } = [numerator, denominator];

    public IReadOnlyList<FeatureParameter> Parameters { get; } = [];

    public void Compute(in FeatureInputs inputs, ReadOnlySpan<double> parameters, Span<double> destination) =>
        RowFormula.Map<Formula>(inputs, parameters, destination);

    private readonly struct Formula : IRowFormula
    {
        public static Vector<double> Apply(in FeatureInputs inputs, int row, ReadOnlySpan<double> parameters) =>
            FeatureArithmetic.Ratio(inputs.Vector(0, row), inputs.Vector(1, row));
    }
}
