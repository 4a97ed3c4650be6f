namespace LoanDefault.Core.Scoring.Kernels;

/// <summary>
/// One feature's cuts for searching: a complete binary search tree in level order, entry 1 its root, NaN where there is no
/// cut (nothing is at or above NaN, so such an entry counts nothing).
/// </summary>
/// <param name="Feature">The feature.</param>
/// <param name="Levels">Its levels, at least 4: the first 16 entries are one vector.</param>
/// <param name="Offset">Where its 2^Levels entries begin.</param>
/// <param name="Planes">The planes that are made of it.</param>
internal readonly record struct CutTable(int Feature, int Levels, int Offset, int[] Planes)
{
    /// <summary>The smallest table is one vector of 16.</summary>
    public const int FewestLevels = 4;

    private const int LevelsInRegisters = 8;

    /// <summary>How many levels a table of so many cuts has: 4 or at least 8.</summary>
    public static int LevelsOf(int cuts)
    {
        int levels = cuts < 1 << FewestLevels ? FewestLevels : LevelsInRegisters;
        while ((1L << levels) - 1 < cuts)
            levels++;
        return levels;
    }

    /// <summary>Fills the entries.</summary>
    public static void Fill(ReadOnlySpan<float> cuts, int levels, Span<float> entries)
    {
        entries[0] = float.NaN;
        for (int level = 0; level < levels; level++)
        {
            int first = 1 << level, step = 1 << (levels - 1 - level);
            for (int i = 0; i < first; i++)
            {
                int rank = (2 * i + 1) * step - 1;
                entries[first + i] = rank < cuts.Length ? cuts[rank] : float.NaN;
            }
        }
    }
}
