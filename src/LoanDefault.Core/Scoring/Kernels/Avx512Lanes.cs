using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LoanDefault.Core.Scoring.Kernels;

/// <summary>64 rows at a time with AVX-512 F and BW.</summary>
internal readonly unsafe struct Avx512Lanes : IByteLanes<Vector512<byte>>
{
    // Truth tables of the ternary operation, by the bits of its three operands.
    private const byte FirstSelects = 0xCA;
    private const byte ThirdTakesSecondAndNotFirst = 0x58;

    public static bool IsSupported => Avx512F.IsSupported && Avx512BW.IsSupported && Avx2.IsSupported && BitConverter.IsLittleEndian;

    public static int Rows => Vector512<byte>.Count;

    public static int MostRowsWalked => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Load(byte* source) => Vector512.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Broadcast(byte value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Above(Vector512<byte> codes, Vector512<byte> limits) => Avx512BW.CompareGreaterThan(codes, limits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Select(Vector512<byte> mask, Vector512<byte> set, Vector512<byte> clear) =>
        Avx512F.TernaryLogic(mask, set, clear, FirstSelects);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Descend(Vector512<byte> position, Vector512<byte> mask, Vector512<byte> changing) =>
        Avx512F.TernaryLogic(position, mask, changing, ThirdTakesSecondAndNotFirst);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Lookup16(byte* table, Vector512<byte> positions) =>
        Avx512BW.Shuffle(Avx512F.BroadcastVector128ToVector512((int*)table).AsByte(), positions);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Lookup32(byte* table, Vector512<byte> positions, Vector512<byte> bit4) =>
        Select(bit4, Lookup16(table + 16, positions), Lookup16(table, positions));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Lookup64(byte* table, Vector512<byte> positions, Vector512<byte> bit4, Vector512<byte> bit5) =>
        Select(bit5, Lookup32(table + 32, positions, bit4), Lookup32(table, positions, bit4));

    // Bytes were packed from floats within parts of 128 bits, so that unpacking within these parts restores the rows' order.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(float* sums, Vector512<byte> byte0, Vector512<byte> byte1, Vector512<byte> byte2, Vector512<byte> byte3)
    {
        Vector512<short> low = Avx512BW.UnpackLow(byte0, byte1).AsInt16(), high = Avx512BW.UnpackLow(byte2, byte3).AsInt16();
        AddTo(sums, Avx512BW.UnpackLow(low, high));
        AddTo(sums + 16, Avx512BW.UnpackHigh(low, high));
        low = Avx512BW.UnpackHigh(byte0, byte1).AsInt16();
        high = Avx512BW.UnpackHigh(byte2, byte3).AsInt16();
        AddTo(sums + 32, Avx512BW.UnpackLow(low, high));
        AddTo(sums + 48, Avx512BW.UnpackHigh(low, high));
    }

    public static void AddDeep(in CompleteTree tree, byte* ways, byte* codes, float* sums) =>
        DeepWalk.AddAvx2(tree, ways, Rows, codes, sums);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AboveBits(byte* codes, byte limit, ulong* bits)
    {
        Vector512<byte> limits = Vector512.Create(limit);
        bits[0] = Vector512.GreaterThan(Vector512.Load(codes), limits).ExtractMostSignificantBits();
        bits[1] = Vector512.GreaterThan(Vector512.Load(codes + 64), limits).ExtractMostSignificantBits();
        bits[2] = Vector512.GreaterThan(Vector512.Load(codes + 128), limits).ExtractMostSignificantBits();
        bits[3] = Vector512.GreaterThan(Vector512.Load(codes + 192), limits).ExtractMostSignificantBits();
        bits[4] = Vector512.GreaterThan(Vector512.Load(codes + 256), limits).ExtractMostSignificantBits();
        bits[5] = Vector512.GreaterThan(Vector512.Load(codes + 320), limits).ExtractMostSignificantBits();
        bits[6] = Vector512.GreaterThan(Vector512.Load(codes + 384), limits).ExtractMostSignificantBits();
        bits[7] = Vector512.GreaterThan(Vector512.Load(codes + 448), limits).ExtractMostSignificantBits();
    }

    // Within each quarter of a vector bytes are interleaved until eight of them, one a mask, stand side by side.
    public static void Turn(byte** masks, byte* rows)
    {
        (Vector512<byte> low, Vector512<byte> high) = Interleave(masks[0], masks[4]);
        (Vector512<byte> low2, Vector512<byte> high2) = Interleave(masks[2], masks[6]);
        (Vector512<byte> low1, Vector512<byte> high1) = Interleave(masks[1], masks[5]);
        (Vector512<byte> low3, Vector512<byte> high3) = Interleave(masks[3], masks[7]);
        TurnHalf(low, low2, low1, low3, rows);
        TurnHalf(high, high2, high1, high3, rows + 64);
    }

    // Each quarter of a vector of bytes holds four rows of each quarter of the rows.
    public static void AddLeaves(in MaskTree tree, int* leaves, float* sums)
    {
        float* weights = tree.Weights;
        for (int vote = 0; vote < tree.Votes; vote++, weights += tree.WeightCount)
        {
            Vector512<float> part0 = Gather(weights, leaves), part1 = Gather(weights, leaves + 16);
            Vector512<float> part2 = Gather(weights, leaves + 32), part3 = Gather(weights, leaves + 48);
            Vector512<float> low01 = Avx512F.Shuffle4x128(part0, part1, 0b01_00_01_00), high01 = Avx512F.Shuffle4x128(part0, part1, 0b11_10_11_10);
            Vector512<float> low23 = Avx512F.Shuffle4x128(part2, part3, 0b01_00_01_00), high23 = Avx512F.Shuffle4x128(part2, part3, 0b11_10_11_10);
            float* sum = sums + tree.Sums[vote];
            AddTo(sum, Avx512F.Shuffle4x128(low01, low23, 0b10_00_10_00).AsInt16());
            AddTo(sum + 16, Avx512F.Shuffle4x128(low01, low23, 0b11_01_11_01).AsInt16());
            AddTo(sum + 32, Avx512F.Shuffle4x128(high01, high23, 0b10_00_10_00).AsInt16());
            AddTo(sum + 48, Avx512F.Shuffle4x128(high01, high23, 0b11_01_11_01).AsInt16());
        }
    }

    public static void Search(float* entries, int levels, float* values, int rows, int* ends) =>
        Avx512CutSearch.Search(entries, levels, values, rows, ends);

    public static void Pack(int* ends, int first, bool missingIsHigh, float* values, int rows, byte* codes)
    {
        for (int row = 0; row < rows; row += 64)
        {
            Vector512<ushort> low = Avx512BW.PackUnsignedSaturate(
                Code(ends + row, first, missingIsHigh, values + row), Code(ends + row + 16, first, missingIsHigh, values + row + 16));
            Vector512<ushort> high = Avx512BW.PackUnsignedSaturate(
                Code(ends + row + 32, first, missingIsHigh, values + row + 32), Code(ends + row + 48, first, missingIsHigh, values + row + 48));
            Avx512BW.PackUnsignedSaturate(low.AsInt16(), high.AsInt16()).Store(codes + row);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Code(int* ends, int first, bool missingIsHigh, float* values)
    {
        Vector512<int> code = Vector512.Min(Vector512.Max(Vector512.Load(ends) - Vector512.Create(first), Vector512<int>.Zero), Vector512.Create(CodePlane.MostCuts));
        if (!missingIsHigh)
            return code;
        Vector512<float> x = Vector512.Load(values);
        return Vector512.ConditionalSelect(Vector512.Equals(x, x).AsInt32(), code, Vector512.Create(CodePlane.MissingHigh));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<byte> Low, Vector512<byte> High) Interleave(byte* first, byte* second)
    {
        Vector512<byte> a = Vector512.Load(first), b = Vector512.Load(second);
        return (Avx512BW.UnpackLow(a, b), Avx512BW.UnpackHigh(a, b));
    }

    // The masks 0 and 4, 2 and 6, 1 and 5, 3 and 7, interleaved.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TurnHalf(Vector512<byte> m04, Vector512<byte> m26, Vector512<byte> m15, Vector512<byte> m37, byte* rows)
    {
        Vector512<byte> evenLow = Avx512BW.UnpackLow(m04, m26), evenHigh = Avx512BW.UnpackHigh(m04, m26);
        Vector512<byte> oddLow = Avx512BW.UnpackLow(m15, m37), oddHigh = Avx512BW.UnpackHigh(m15, m37);
        StoreTurned(Avx512BW.UnpackLow(evenLow, oddLow), rows);
        StoreTurned(Avx512BW.UnpackHigh(evenLow, oddLow), rows + 16);
        StoreTurned(Avx512BW.UnpackLow(evenHigh, oddHigh), rows + 32);
        StoreTurned(Avx512BW.UnpackHigh(evenHigh, oddHigh), rows + 48);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreTurned(Vector512<byte> matrices, byte* rows)
    {
        Vector512<byte> turned = MaskEvaluation.Turn(matrices.AsUInt64()).AsByte();
        turned.GetLower().GetLower().Store(rows);
        turned.GetLower().GetUpper().Store(rows + 128);
        turned.GetUpper().GetLower().Store(rows + 256);
        turned.GetUpper().GetUpper().Store(rows + 384);
    }

    // .NET has no gather of 512 bits.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Gather(float* weights, int* leaves) => Vector512.Create(
        Avx2.GatherVector256(weights, Vector256.Load(leaves), sizeof(float)), Avx2.GatherVector256(weights, Vector256.Load(leaves + 8), sizeof(float)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo(float* sums, Vector512<short> values) => (Vector512.Load(sums) + values.AsSingle()).Store(sums);
}
