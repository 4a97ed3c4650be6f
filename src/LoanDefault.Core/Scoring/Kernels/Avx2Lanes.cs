using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LoanDefault.Core.Scoring.Kernels;

/// <summary>32 rows at a time with AVX2.</summary>
internal readonly unsafe struct Avx2Lanes : IByteLanes<Vector256<byte>>
{
    public static bool IsSupported => Avx2.IsSupported;

    public static int Rows => Vector256<byte>.Count;

    public static int MostRowsWalked => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Load(byte* source) => Vector256.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Broadcast(byte value) => Vector256.Create(value);

    // AVX2 compares signed bytes alone; a saturated difference is zero where the code is not above the limit.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Above(Vector256<byte> codes, Vector256<byte> limits) =>
        ~Avx2.CompareEqual(Avx2.SubtractSaturate(codes, limits), Vector256<byte>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Select(Vector256<byte> mask, Vector256<byte> set, Vector256<byte> clear) => Avx2.BlendVariable(clear, set, mask);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Descend(Vector256<byte> position, Vector256<byte> mask, Vector256<byte> changing) =>
        Avx2.AndNot(changing, position) | Avx2.AndNot(position, mask & changing);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Lookup16(byte* table, Vector256<byte> positions) => Avx2.Shuffle(Avx2.BroadcastVector128ToVector256(table), positions);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Lookup32(byte* table, Vector256<byte> positions, Vector256<byte> bit4) =>
        Select(bit4, Lookup16(table + 16, positions), Lookup16(table, positions));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Lookup64(byte* table, Vector256<byte> positions, Vector256<byte> bit4, Vector256<byte> bit5) =>
        Select(bit5, Lookup32(table + 32, positions, bit4), Lookup32(table, positions, bit4));

    // Bytes were packed from floats within parts of 128 bits, so that unpacking within these parts restores the rows' order.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(float* sums, Vector256<byte> byte0, Vector256<byte> byte1, Vector256<byte> byte2, Vector256<byte> byte3)
    {
        Vector256<short> low = Avx2.UnpackLow(byte0, byte1).AsInt16(), high = Avx2.UnpackLow(byte2, byte3).AsInt16();
        AddTo(sums, Avx2.UnpackLow(low, high));
        AddTo(sums + 8, Avx2.UnpackHigh(low, high));
        low = Avx2.UnpackHigh(byte0, byte1).AsInt16();
        high = Avx2.UnpackHigh(byte2, byte3).AsInt16();
        AddTo(sums + 16, Avx2.UnpackLow(low, high));
        AddTo(sums + 24, Avx2.UnpackHigh(low, high));
    }

    public static void AddDeep(in CompleteTree tree, byte* ways, byte* codes, float* sums) =>
        DeepWalk.AddAvx2(tree, ways, Rows, codes, sums);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AboveBits(byte* codes, byte limit, ulong* bits)
    {
        Vector256<byte> limits = Vector256.Create(limit);
        for (int part = 0; part < MaskTrees.Rows / 32; part++)
            ((uint*)bits)[part] = (uint)Avx2.MoveMask(Above(Vector256.Load(codes + 32 * part), limits));
    }

    public static void Turn(byte** masks, byte* rows) => MaskEvaluation.TurnOneByOne(masks, rows);

    public static void AddLeaves(in MaskTree tree, int* leaves, float* sums) => DeepWalk.AddLeavesAvx2(tree, leaves, sums);

    /// <inheritdoc />
    public static void Search(float* entries, int levels, float* values, int rows, int* ends)
    {
        Vector256<float> top = Vector256.Load(entries), root = Vector256.Create(entries[1]);
        for (int row = 0; row < rows; row += 8)
        {
            Vector256<float> x = Vector256.Load(values + row);
            Vector256<int> at = Step(x, root, Vector256<int>.One);
            at = Step(x, Avx2.PermuteVar8x32(top, at), at);
            at = Step(x, Avx2.PermuteVar8x32(top, at), at);
            for (int level = 3; level < levels; level++)
                at = Step(x, Avx2.GatherVector256(entries, at, sizeof(float)), at);
            at.Store(ends + row);
        }
    }

    /// <inheritdoc />
    public static void Pack(int* ends, int first, bool missingIsHigh, float* values, int rows, byte* codes)
    {
        for (int row = 0; row < rows; row += 32)
        {
            Vector256<ushort> low = Avx2.PackUnsignedSaturate(
                Code(ends + row, first, missingIsHigh, values + row), Code(ends + row + 8, first, missingIsHigh, values + row + 8));
            Vector256<ushort> high = Avx2.PackUnsignedSaturate(
                Code(ends + row + 16, first, missingIsHigh, values + row + 16), Code(ends + row + 24, first, missingIsHigh, values + row + 24));
            Avx2.PackUnsignedSaturate(low.AsInt16(), high.AsInt16()).Store(codes + row);
        }
    }

    // A mask is -1 where it is set.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Step(Vector256<float> x, Vector256<float> cut, Vector256<int> at) =>
        at + at - Vector256.GreaterThanOrEqual(x, cut).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<int> Code(int* ends, int first, bool missingIsHigh, float* values)
    {
        Vector256<int> code = Vector256.Min(Vector256.Max(Vector256.Load(ends) - Vector256.Create(first), Vector256<int>.Zero), Vector256.Create(CodePlane.MostCuts));
        if (!missingIsHigh)
            return code;
        Vector256<float> x = Vector256.Load(values);
        return Vector256.ConditionalSelect(Vector256.Equals(x, x).AsInt32(), code, Vector256.Create(CodePlane.MissingHigh));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo(float* sums, Vector256<short> values) => (Vector256.Load(sums) + values.AsSingle()).Store(sums);
}
