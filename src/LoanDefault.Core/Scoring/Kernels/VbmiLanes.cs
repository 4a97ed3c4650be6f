using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LoanDefault.Core.Scoring.Kernels;

/// <summary>64 rows at a time with AVX-512 and its byte permutes (VBMI).</summary>
internal readonly unsafe struct VbmiLanes : IByteLanes<Vector512<byte>>
{
    public static bool IsSupported => Avx512Lanes.IsSupported && Avx512Vbmi.IsSupported;

    public static int Rows => Vector512<byte>.Count;

    public static int MostRowsWalked => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Load(byte* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Broadcast(byte value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Above(Vector512<byte> codes, Vector512<byte> limits) => Avx512Lanes.Above(codes, limits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Select(Vector512<byte> mask, Vector512<byte> set, Vector512<byte> clear) => Avx512Lanes.Select(mask, set, clear);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Descend(Vector512<byte> position, Vector512<byte> mask, Vector512<byte> changing) =>
        Avx512Lanes.Descend(position, mask, changing);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Lookup16(byte* table, Vector512<byte> positions) => Avx512Lanes.Lookup16(table, positions);

    // The permute takes six bits; of a shorter table the bits above its length are clear in every position.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Lookup32(byte* table, Vector512<byte> positions, Vector512<byte> bit4) =>
        Avx512Vbmi.PermuteVar64x8(Vector512.Load(table), positions);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Lookup64(byte* table, Vector512<byte> positions, Vector512<byte> bit4, Vector512<byte> bit5) =>
        Avx512Vbmi.PermuteVar64x8(Vector512.Load(table), positions);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(float* sums, Vector512<byte> byte0, Vector512<byte> byte1, Vector512<byte> byte2, Vector512<byte> byte3) =>
        Avx512Lanes.Add(sums, byte0, byte1, byte2, byte3);

    public static void AddDeep(in CompleteTree tree, byte* ways, byte* codes, float* sums) =>
        DeepWalk.AddAvx2(tree, ways, Rows, codes, sums);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AboveBits(byte* codes, byte limit, ulong* bits) => Avx512Lanes.AboveBits(codes, limit, bits);

    public static void Turn(byte** masks, byte* rows) => Avx512Lanes.Turn(masks, rows);

    public static void AddLeaves(in MaskTree tree, int* leaves, float* sums) => Avx512Lanes.AddLeaves(tree, leaves, sums);

    public static void Search(float* entries, int levels, float* values, int rows, int* ends) =>
        Avx512Lanes.Search(entries, levels, values, rows, ends);

    public static void Pack(int* ends, int first, bool missingIsHigh, float* values, int rows, byte* codes) =>
        Avx512Lanes.Pack(ends, first, missingIsHigh, values, rows, codes);
}
