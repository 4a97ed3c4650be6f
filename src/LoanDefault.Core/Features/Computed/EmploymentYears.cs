namespace LoanDefault.Core.Features.Computed;

/// <summary>How long the applicant has been employed.</summary>
internal sealed class EmploymentYears : IComputedFeature
{
    public string Name => "employment_years";

    public int Version => 1;

    public string Description =>
        "years employed: 0 for less than one, 10 for ten or more; missing where unknown";

    public IReadOnlyList<FeatureInput> Inputs { get; } = [FeatureRoles.EmploymentLength];

    public IReadOnlyList<FeatureParameter> Parameters { get; } = [];

    public void Compute(in FeatureInputs inputs, ReadOnlySpan<double> parameters, Span<double> destination) =>
        inputs[0].CopyTo(destination);
}
