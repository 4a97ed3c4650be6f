using LoanDefault.Core.Numerics;

namespace LoanDefault.Modeling.Synthetic;

/// <summary>The standard normal distribution, as near as a copula needs it and with the same bits everywhere.</summary>
internal static class NormalDistribution
{
    private const double Limit = 5;
    private const int Cells = 8192;

    private static readonly double[] Cumulative = Tabulate();

    /// <summary>
    /// The value below which a share of <paramref name="probability"/> lies; relative error below 1.2e-9
    /// (P. J. Acklam's rational approximation).
    /// </summary>
    public static double Quantile(double probability)
    {
        const double Low = 0.02425;
        if (probability < Low)
            return Tail(Math.Sqrt(-2 * DeterministicMath.Log(probability)));
        if (probability > 1 - Low)
            return -Tail(Math.Sqrt(-2 * DeterministicMath.Log(1 - probability)));
        double q = probability - 0.5;
        double r = q * q;
        double numerator = (((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02) * r
            + 1.383577518672690e+02) * r - 3.066479806614716e+01) * r + 2.506628277459239e+00) * q;
        double denominator = ((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r - 1.556989798598866e+02) * r
            + 6.680131188771972e+01) * r - 1.328068155288572e+01) * r + 1;
        return numerator / denominator;
    }

    /// <summary>The share that lies below <paramref name="value"/>, in (0, 1); interpolated, error below 1e-7.</summary>
    public static double Share(double value)
    {
        double position = Math.Clamp((value + Limit) * (Cells / (2 * Limit)), 0, Cells - 1);
        int cell = (int)position;
        return Cumulative[cell] + (position - cell) * (Cumulative[cell + 1] - Cumulative[cell]);
    }

    private static double Tail(double q) =>
        (((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838e+00) * q
            - 2.549732539343734e+00) * q + 4.374664141464968e+00) * q + 2.938163982698783e+00)
        / ((((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996e+00) * q
            + 3.754408661907416e+00) * q + 1);

    // Simpson's rule over each cell of the density, from the left tail on.
    private static double[] Tabulate()
    {
        const double Width = 2 * Limit / Cells;
        const double TailShare = 2.866515718791939e-07;
        var table = new double[Cells + 1];
        table[0] = TailShare;
        for (int i = 0; i < Cells; i++)
        {
            double left = -Limit + i * Width;
            table[i + 1] = table[i] + Width / 6 * (Density(left) + 4 * Density(left + Width / 2) + Density(left + Width));
        }

        return table;
    }

    private static double Density(double x) => 0.3989422804014327 * DeterministicMath.Exp(-0.5 * x * x);
}
