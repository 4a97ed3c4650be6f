using System.Numerics;

namespace LoanDefault.Core.Numerics;

// The same functions on several numbers side by side. Every operation works lane by lane, so a lane has the bits that the
// scalar function gives, whatever the width of the machine's vectors.
public static partial class DeterministicMath
{
    // Added to a whole number in [0, 2^51), it puts that number into the low bits of the sum.
    private const double WholeToBits = 4503599627370496.0;

    /// <summary>(1 + rate)^periods - 1 by repeated squaring, without losing the digits of a small rate.</summary>
    /// <param name="rate">The growth of one period as a fraction, above -1.</param>
    /// <param name="periods">Whole numbers from 0 to 2,047; a lane with another number holds nothing of use.</param>
    internal static Vector<double> CompoundGrowth(Vector<double> rate, Vector<double> periods)
    {
        Vector<long> remaining = Vector.AsVectorInt64(periods + new Vector<double>(WholeToBits)) & new Vector<long>(0x7FF);
        Vector<double> growth = Vector<double>.Zero;
        for (Vector<double> square = rate; remaining != Vector<long>.Zero; remaining >>>= 1)
        {
            Vector<long> isOdd = Vector<long>.Zero - (remaining & Vector<long>.One);
            // (1 + a)(1 + b) - 1 = a + b (1 + a)
            growth = Vector.ConditionalSelect(isOdd, growth + square * (Vector<double>.One + growth), growth);
            square *= new Vector<double>(2) + square;
        }

        return growth;
    }

    /// <summary>The logistic function of every element, bit for bit that of <see cref="Logistic(double)"/>.</summary>
    /// <param name="logOdds">Log odds.</param>
    /// <param name="probabilities">Receives one probability for each of them; at least as long.</param>
    public static void Logistic(ReadOnlySpan<double> logOdds, Span<double> probabilities)
    {
        probabilities = probabilities[..logOdds.Length];
        int i = 0;
        for (; i <= logOdds.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            Vector<double> odds = Exp(-new Vector<double>(logOdds[i..]));
            (Vector<double>.One / (Vector<double>.One + odds)).CopyTo(probabilities[i..]);
        }

        for (; i < logOdds.Length; i++)
            probabilities[i] = Logistic(logOdds[i]);
    }

    /// <summary>e raised to every lane, bit for bit <see cref="Exp(double)"/>; a NaN may be another NaN.</summary>
    internal static Vector<double> Exp(Vector<double> x)
    {
        Vector<double> k = Vector.Floor(x * new Vector<double>(Log2E) + new Vector<double>(0.5));
        Vector<double> r = x - k * new Vector<double>(Ln2High) - k * new Vector<double>(Ln2Low);
        var p = new Vector<double>(1.6059043836821613e-10);
        p = p * r + new Vector<double>(2.08767569878681e-09);
        p = p * r + new Vector<double>(2.505210838544172e-08);
        p = p * r + new Vector<double>(2.755731922398589e-07);
        p = p * r + new Vector<double>(2.7557319223985893e-06);
        p = p * r + new Vector<double>(2.48015873015873e-05);
        p = p * r + new Vector<double>(0.0001984126984126984);
        p = p * r + new Vector<double>(0.001388888888888889);
        p = p * r + new Vector<double>(0.008333333333333333);
        p = p * r + new Vector<double>(0.041666666666666664);
        p = p * r + new Vector<double>(0.16666666666666666);
        p = p * r + new Vector<double>(0.5);
        Vector<double> value = Scale(Vector<double>.One + (r + r * r * p), k);
        value = Vector.ConditionalSelect(
            Vector.GreaterThan(x, new Vector<double>(LargestExponent)), new Vector<double>(double.PositiveInfinity), value);
        return Vector.ConditionalSelect(
            Vector.LessThan(x, new Vector<double>(SmallestExponent)), Vector<double>.Zero, value);
    }

    private static Vector<double> Scale(Vector<double> value, Vector<double> exponent)
    {
        Vector<long> isTiny = Vector.LessThan(exponent, new Vector<double>(-1021));
        Vector<long> isHuge = Vector.GreaterThan(exponent, new Vector<double>(1023));
        exponent = Vector.ConditionalSelect(isTiny, exponent + new Vector<double>(54), exponent);
        exponent = Vector.ConditionalSelect(isHuge, exponent - Vector<double>.One, exponent);
        value = Vector.ConditionalSelect(isHuge, value + value, value);
        Vector<long> biased = Vector.AsVectorInt64(exponent + new Vector<double>(WholeToBits + 1023));
        value *= Vector.AsVectorDouble(biased << 52);
        return Vector.ConditionalSelect(isTiny, value * new Vector<double>(PowerMinus54), value);
    }
}
