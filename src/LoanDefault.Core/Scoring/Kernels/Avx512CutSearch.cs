using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LoanDefault.Core.Scoring.Kernels;

/// <summary>How many cuts are at or below each of 16 floats, with the cuts in registers.</summary>
internal static unsafe class Avx512CutSearch
{
    /// <summary>As <see cref="IByteLanes{TBytes}.Search"/>.</summary>
    public static void Search(float* entries, int levels, float* values, int rows, int* ends)
    {
        if (levels == CutTable.FewestLevels)
        {
            Search4(entries, values, rows, ends);
            return;
        }

        Search8(entries, values, rows, ends);
        for (int row = 0; levels > 8 && row < rows; row += 8)
            SearchBeyond(entries, levels, values + row, ends + row);
    }

    private static void Search4(float* entries, float* values, int rows, int* ends)
    {
        Vector512<float> top = Vector512.Load(entries);
        for (int row = 0; row < rows; row += 16)
        {
            Vector512<float> x = Vector512.Load(values + row);
            Vector512<int> at = Step(x, Vector512.Create(entries[1]), Vector512<int>.One);
            for (int level = 1; level < 4; level++)
                at = Step(x, Avx512F.PermuteVar16x32(top, at), at);
            at.Store(ends + row);
        }
    }

    private static void Search8(float* entries, float* values, int rows, int* ends)
    {
        Vector512<float> t0 = Vector512.Load(entries), t1 = Vector512.Load(entries + 16), t2 = Vector512.Load(entries + 32), t3 = Vector512.Load(entries + 48);
        Vector512<float> t4 = Vector512.Load(entries + 64), t5 = Vector512.Load(entries + 80), t6 = Vector512.Load(entries + 96), t7 = Vector512.Load(entries + 112);
        Vector512<float> t8 = Vector512.Load(entries + 128), t9 = Vector512.Load(entries + 144), t10 = Vector512.Load(entries + 160), t11 = Vector512.Load(entries + 176);
        Vector512<float> t12 = Vector512.Load(entries + 192), t13 = Vector512.Load(entries + 208), t14 = Vector512.Load(entries + 224), t15 = Vector512.Load(entries + 240);
        Vector512<float> root = Vector512.Create(entries[1]);
        for (int row = 0; row < rows; row += 16)
        {
            Vector512<float> x = Vector512.Load(values + row);
            Vector512<int> m0 = AtLeast(x, root);
            Vector512<int> at = Down(Vector512<int>.One, m0);
            Vector512<int> m1 = AtLeast(x, Avx512F.PermuteVar16x32(t0, at));
            at = Down(at, m1);
            at = Step(x, Avx512F.PermuteVar16x32(t0, at), at);
            at = Step(x, Avx512F.PermuteVar16x32(t0, at), at);
            at = Step(x, Avx512F.PermuteVar16x32(t1, at), at);
            at = Step(x, Avx512F.PermuteVar16x32x2(t2, at, t3), at);
            at = Step(x, Select(m0, Avx512F.PermuteVar16x32x2(t6, at, t7), Avx512F.PermuteVar16x32x2(t4, at, t5)), at);
            Vector512<float> low = Select(m1, Avx512F.PermuteVar16x32x2(t10, at, t11), Avx512F.PermuteVar16x32x2(t8, at, t9));
            Vector512<float> high = Select(m1, Avx512F.PermuteVar16x32x2(t14, at, t15), Avx512F.PermuteVar16x32x2(t12, at, t13));
            at = Step(x, Select(m0, high, low), at);
            at.Store(ends + row);
        }
    }

    // The first eight levels are the table's first 256 entries; the others are fetched one by one.
    private static void SearchBeyond(float* entries, int levels, float* values, int* ends)
    {
        Vector256<float> x = Vector256.Load(values);
        Vector256<int> at = Vector256.Load(ends);
        for (int level = 8; level < levels; level++)
            at = at + at - Vector256.GreaterThanOrEqual(x, Avx2.GatherVector256(entries, at, sizeof(float))).AsInt32();
        at.Store(ends);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> AtLeast(Vector512<float> x, Vector512<float> cut) => Vector512.GreaterThanOrEqual(x, cut).AsInt32();

    // A mask is -1 where it is set.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Down(Vector512<int> at, Vector512<int> mask) => at + at - mask;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Step(Vector512<float> x, Vector512<float> cut, Vector512<int> at) => Down(at, AtLeast(x, cut));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Select(Vector512<int> mask, Vector512<float> set, Vector512<float> clear) =>
        Avx512F.TernaryLogic(mask, set.AsInt32(), clear.AsInt32(), 0xCA).AsSingle();
}
