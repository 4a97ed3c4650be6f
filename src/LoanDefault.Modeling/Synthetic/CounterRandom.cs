using System.Runtime.CompilerServices;

namespace LoanDefault.Modeling.Synthetic;

/// <summary>
/// Random bits that depend on a seed and two counters alone, so that any row can be made by any thread in any order:
/// SplitMix64 (Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators"), its counter given from
/// outside.
/// </summary>
internal static class CounterRandom
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    /// <summary>The key of one stream out of many: of a purpose, or of a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Key(ulong key, long stream) => Mix(Mix(key) + (ulong)stream * Gamma);

    /// <summary>64 bits of a stream.</summary>
    /// <param name="key">The stream.</param>
    /// <param name="counter">Which 64 bits, from 0.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong Bits(ulong key, long counter) => Mix(key + (ulong)(counter + 1) * Gamma);

    /// <summary>A number in (0, 1), neither end included, in steps of 2^-52.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Uniform(ulong bits) => ((bits >> 12) + 0.5) * 2.2204460492503131e-16;

    /// <summary>The bits below which a share of all draws lies.</summary>
    /// <param name="share">0 to 1.</param>
    public static ulong Threshold(double share) => share >= 1 ? ulong.MaxValue : (ulong)(share * 18446744073709551616.0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
