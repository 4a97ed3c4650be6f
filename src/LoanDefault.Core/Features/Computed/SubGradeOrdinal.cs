namespace LoanDefault.Core.Features.Computed;

/// <summary>The lender's own grade as a number.</summary>
internal sealed class SubGradeOrdinal : IComputedFeature
{
    public string Name => "sub_grade_ordinal";

    public int Version => 1;

    public string Description =>
        "1 for A1 (best) to 35 for G5 (worst)";

    public IReadOnlyList<FeatureInput> Inputs { get; } = [FeatureRoles.SubGrade];

    public IReadOnlyList<FeatureParameter> Parameters { get; } = [];

    public void Compute(in FeatureInputs inputs, ReadOnlySpan<double> parameters, Span<double> destination) =>
        inputs[0].CopyTo(destination);
}
