namespace LoanDefault.Core.Features.Computed;

/// <summary>How well the stated income was checked.</summary>
internal sealed class VerificationOrdinal : IComputedFeature
{
    public string Name => "verification_ordinal";

    public int Version => 1;

    public string Description =>
        "0 not verified, 1 the source verified, 2 the income verified";

    public IReadOnlyList<FeatureInput> Inputs { get; } = [FeatureRoles.VerificationStatus];

    public IReadOnlyList<FeatureParameter> Parameters { get; } = [];

    public void Compute(in FeatureInputs inputs, ReadOnlySpan<double> parameters, Span<double> destination) =>
        inputs[0].CopyTo(destination);
}
