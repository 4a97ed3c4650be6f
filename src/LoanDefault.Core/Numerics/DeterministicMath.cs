using System.Runtime.CompilerServices;

namespace LoanDefault.Core.Numerics;

/// <summary>
/// exp, log, powers and the logistic function with the same bits on every machine. The C library's versions differ
/// between systems and the vectorised ones between span lengths; these use only + - * / and integer operations on
/// IEEE 754 binary64, which are exact by definition, in one fixed order and without fused multiply-add.
/// </summary>
public static partial class DeterministicMath
{
    private const double Log2E = 1.4426950408889634;

    // ln 2 in two parts, the first with zeros at its end so that k * Ln2High is exact for |k| < 2^11
    // (Cody and Waite, Software Manual for the Elementary Functions, 1980).
    private const double Ln2High = 6.93147180369123816490e-01;
    private const double Ln2Low = 1.90821492927058770002e-10;

    private const double PowerMinus54 = 5.551115123125783e-17;

    // Beyond these e^x is infinite and zero.
    private const double LargestExponent = 709.782712893384;
    private const double SmallestExponent = -745.1332191019412;

    /// <summary>e raised to <paramref name="x"/>; at most 1 ulp from the true value in the normal range.</summary>
    /// <param name="x">Any double; NaN gives NaN.</param>
    /// <returns>0 below about -745.14, +infinity above about 709.78.</returns>
    public static double Exp(double x)
    {
        if (double.IsNaN(x))
            return double.NaN;
        if (x > LargestExponent)
            return double.PositiveInfinity;
        if (x < SmallestExponent)
            return 0;

        double k = Math.Floor(x * Log2E + 0.5);
        double r = x - k * Ln2High - k * Ln2Low;

        // Taylor's series to the 13th power: |r| <= 0.3466, so what is left out is below 2^-57 of the sum.
        double p = 1.6059043836821613e-10;
        p = p * r + 2.08767569878681e-09;
        p = p * r + 2.505210838544172e-08;
        p = p * r + 2.755731922398589e-07;
        p = p * r + 2.7557319223985893e-06;
        p = p * r + 2.48015873015873e-05;
        p = p * r + 0.0001984126984126984;
        p = p * r + 0.001388888888888889;
        p = p * r + 0.008333333333333333;
        p = p * r + 0.041666666666666664;
        p = p * r + 0.16666666666666666;
        p = p * r + 0.5;
        double value = 1 + (r + r * r * p);
        return Scale(value, (int)k);
    }

    /// <summary>The natural logarithm of <paramref name="x"/>; at most 2 ulp from the true value.</summary>
    /// <param name="x">Any double; NaN or a negative number gives NaN, zero gives -infinity.</param>
    public static double Log(double x)
    {
        if (double.IsNaN(x) || x < 0)
            return double.NaN;
        if (x == 0)
            return double.NegativeInfinity;
        if (double.IsPositiveInfinity(x))
            return x;

        int exponent = 0;
        if (x < 2.2250738585072014e-308)
        {
            x *= 18014398509481984.0;
            exponent = -54;
        }

        long bits = BitConverter.DoubleToInt64Bits(x);
        exponent += (int)(bits >> 52) - 1023;
        double mantissa = BitConverter.Int64BitsToDouble((bits & 0x000FFFFFFFFFFFFF) | 0x3FF0000000000000);
        if (mantissa > 1.4142135623730951)
        {
            mantissa *= 0.5;
            exponent++;
        }

        // ln m = 2 atanh(s) with s = (m - 1) / (m + 1), |s| <= 0.1716.
        double f = mantissa - 1;
        double s = f / (2 + f);
        double z = s * s;
        double p = 0.08695652173913043;
        p = p * z + 0.09523809523809523;
        p = p * z + 0.10526315789473684;
        p = p * z + 0.11764705882352941;
        p = p * z + 0.13333333333333333;
        p = p * z + 0.15384615384615385;
        p = p * z + 0.18181818181818182;
        p = p * z + 0.2222222222222222;
        p = p * z + 0.2857142857142857;
        p = p * z + 0.4;
        p = p * z + 0.6666666666666666;
        double half = 0.5 * f * f;
        double correction = s * (half + z * p);
        return exponent * Ln2High - ((half - (correction + exponent * Ln2Low)) - f);
    }

    /// <summary><paramref name="x"/> raised to a whole power by repeated squaring.</summary>
    /// <param name="x">The base.</param>
    /// <param name="exponent">The power; a negative one gives the reciprocal.</param>
    public static double Pow(double x, int exponent)
    {
        uint n = exponent < 0 ? (uint)-(long)exponent : (uint)exponent;
        double result = 1;
        for (double square = x; n != 0; n >>= 1, square *= square)
        {
            if ((n & 1) != 0)
                result *= square;
        }

        return exponent < 0 ? 1 / result : result;
    }

    /// <summary>The logistic function 1 / (1 + e^-x): log odds to a probability.</summary>
    /// <param name="logOdds">ln(p / (1 - p)); any double, NaN gives NaN.</param>
    /// <returns>A probability in [0, 1].</returns>
    public static double Logistic(double logOdds) => 1 / (1 + Exp(-logOdds));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Scale(double value, int exponent)
    {
        // Two steps where the power of two alone would leave the normal range.
        if (exponent < -1021)
            return value * PowerOfTwo(exponent + 54) * PowerMinus54;
        return exponent > 1023 ? value * 2 * PowerOfTwo(exponent - 1) : value * PowerOfTwo(exponent);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((long)(exponent + 1023) << 52);
}
