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
    private static void AddTo(float* sums, Vector512<short> values) => (Vector512.Load(sums) + values.AsSingle()).Store(sums);
}
