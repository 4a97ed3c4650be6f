using System.Numerics;

namespace LoanDefault.Core.Features.Computed;

/// <summary>Whether credit inquiries became more frequent lately.</summary>
internal sealed class RecentInquiryAcceleration : IComputedFeature
{
    public string Name => "recent_inquiry_acceleration";

    public int Version => 1;

    public string Description =>
        "(inquiries in the recent months / recent_months) / (inquiries in the longer period / longer_months) (a ratio); missing without an inquiry in the longer period";

    public IReadOnlyList<FeatureInput> Inputs { get; } =
        [FeatureRoles.InquiriesLast6Months, FeatureRoles.InquiriesLast12Months];

    public IReadOnlyList<FeatureParameter> Parameters { get; } =
    [
        new("recent_months", 6, "length of the recent period, in months"),
        new("longer_months", 12, "length of the longer period, in months"),
    ];

    public void Compute(in FeatureInputs inputs, ReadOnlySpan<double> parameters, Span<double> destination) =>
        RowFormula.Map<Formula>(inputs, parameters, destination);

    private readonly struct Formula : IRowFormula
    {
        public static Vector<double> Apply(in FeatureInputs inputs, int row, ReadOnlySpan<double> parameters) =>
            FeatureArithmetic.Ratio(
                inputs.Vector(0, row) * new Vector<double>(parameters[1]),
                inputs.Vector(1, row) * new Vector<double>(parameters[0]));
    }
}
