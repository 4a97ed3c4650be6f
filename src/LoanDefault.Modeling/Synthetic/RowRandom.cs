namespace LoanDefault.Modeling.Synthetic;

/// <summary>
/// Random numbers that depend on a seed and a row alone, so that rows can be made in any order and on any thread:
/// SplitMix64 (Steele, Lea and Flood, 2014) started at a hash of both.
/// </summary>
internal struct RowRandom(ulong seed, ulong row, ulong purpose = 0)
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;

    private ulong _state = Mix(Mix(seed + GoldenGamma) ^ Mix(row * 0xD1342543DE82EF95 + purpose));

    /// <summary>64 random bits.</summary>
    public ulong Next() => Mix(_state += GoldenGamma);

    /// <summary>A number in (0, 1), never an end.</summary>
    public double NextOpen() => ((Next() >> 11) + 0.5) * (1.0 / (1UL << 53));

    /// <summary>A whole number in [0, limit).</summary>
    public ulong Next(ulong limit) => (ulong)((UInt128)Next() * limit >> 64);

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
