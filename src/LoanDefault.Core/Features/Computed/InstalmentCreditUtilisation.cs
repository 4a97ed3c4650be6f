using System.Numerics;

namespace LoanDefault.Core.Features.Computed;

/// <summary>How much of the instalment credit is still owed.</summary>
internal sealed class InstalmentCreditUtilisation : IComputedFeature
{
    public string Name => "instalment_credit_utilisation";

    public int Version => 1;

    public string Description =>
        "total balance on instalment accounts / their total high credit or limit (a ratio); missing without such credit";

    public IReadOnlyList<FeatureInput> Inputs { get; } =
        [FeatureRoles.InstalmentBalance, FeatureRoles.InstalmentCreditLimit];

    public IReadOnlyList<FeatureParameter> Parameters { get; } = [];

    public void Compute(in FeatureInputs inputs, ReadOnlySpan<double> parameters, Span<double> destination) =>
        RowFormula.Map<Formula>(inputs, parameters, destination);

    private readonly struct Formula : IRowFormula
    {
        public static Vector<double> Apply(in FeatureInputs inputs, int row, ReadOnlySpan<double> parameters) =>
            FeatureArithmetic.Ratio(inputs.Vector(0, row), inputs.Vector(1, row));
    }
}
