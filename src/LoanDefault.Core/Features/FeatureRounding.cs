namespace LoanDefault.Core.Features;

/// <summary>The one place where features go from double to float.</summary>
internal static class FeatureRounding
{
    /// <summary>
    /// Rounds to the nearest float, ties to even. A finite double beyond the float range becomes the largest float of
    /// its sign, so that a feature is never infinite; NaN stays NaN.
    /// </summary>
    public static void Round(ReadOnlySpan<double> values, Span<float> destination)
    {
        for (int i = 0; i < values.Length; i++)
            destination[i] = (float)Math.Min(Math.Max(values[i], -float.MaxValue), float.MaxValue);
    }
}
