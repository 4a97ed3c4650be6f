using System.Numerics;
using LoanDefault.Core.Numerics;

namespace LoanDefault.Core.Features.Computed;

/// <summary>Arithmetic that several features share, on a few rows side by side.</summary>
internal static class FeatureArithmetic
{
    /// <summary>The longest term of a loan that is believed, in months: a hundred years.</summary>
    public const int MaximumTermMonths = 1200;

    /// <summary>Twelve in every lane.</summary>
    public static Vector<double> MonthsPerYear => new(12);

    private static Vector<double> Missing => new(double.NaN);

    /// <summary>numerator / denominator; missing where either is, or where the denominator is not above zero.</summary>
    public static Vector<double> Ratio(Vector<double> numerator, Vector<double> denominator) => Vector.ConditionalSelect(
        Vector.GreaterThan(denominator, Vector<double>.Zero), numerator / denominator, Missing);

    /// <summary>
    /// The payment a month that pays a loan back with interest in equal parts (an ordinary annuity):
    /// P i (1 + i)^n / ((1 + i)^n - 1) for an amount P, n months and the rate of a month i; P / n where the rate is 0.
    /// Missing where the term is not a whole number from 1 to 1,200 or the rate is -1,200 % or below.
    /// </summary>
    /// <param name="amount">The amount, in a currency.</param>
    /// <param name="ratePercentPerYear">The nominal rate in % per year, a twelfth of which is charged each month.</param>
    /// <param name="months">The term in months.</param>
    public static Vector<double> Instalment(Vector<double> amount, Vector<double> ratePercentPerYear, Vector<double> months)
    {
        Vector<double> rate = ratePercentPerYear / new Vector<double>(1200);
        Vector<long> isTerm =
            Vector.GreaterThanOrEqual(months, Vector<double>.One)
            & Vector.LessThanOrEqual(months, new Vector<double>(MaximumTermMonths))
            & Vector.Equals(Vector.Floor(months), months)
            & Vector.GreaterThan(rate, new Vector<double>(-1));
        Vector<double> growth = DeterministicMath.CompoundGrowth(rate, months);
        // Divided through by (1 + i)^n - 1, so that a growth beyond every double still gives the interest alone.
        Vector<double> payment = Vector.ConditionalSelect(
            Vector.Equals(rate, Vector<double>.Zero), amount / months, amount * (rate + rate / growth));
        return Vector.ConditionalSelect(isTerm, payment, Missing);
    }
}
