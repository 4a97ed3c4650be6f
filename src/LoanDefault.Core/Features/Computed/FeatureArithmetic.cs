namespace LoanDefault.Core.Features.Computed;

/// <summary>Arithmetic that several features share.</summary>
internal static class FeatureArithmetic
{
    /// <summary>numerator / denominator; missing where either is, or where the denominator is not above zero.</summary>
    public static void Ratio(ReadOnlySpan<double> numerator, ReadOnlySpan<double> denominator, Span<double> destination)
    {
        for (int row = 0; row < destination.Length; row++)
            destination[row] = denominator[row] > 0 ? numerator[row] / denominator[row] : double.NaN;
    }
}
