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
}
