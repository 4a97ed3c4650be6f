using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LoanDefault.Core.Scoring.Kernels;

/// <summary>16 rows at a time with what every processor has, or what .NET emulates.</summary>
internal readonly unsafe struct PortableLanes : IByteLanes<Vector128<byte>>
{
    public static int Rows => Vector128<byte>.Count;

    public static int MostRowsWalked => 6;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Load(byte* source) => Vector128.Load(source);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Broadcast(byte value) => Vector128.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Above(Vector128<byte> codes, Vector128<byte> limits) => Vector128.GreaterThan(codes, limits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Select(Vector128<byte> mask, Vector128<byte> set, Vector128<byte> clear) => Vector128.ConditionalSelect(mask, set, clear);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Descend(Vector128<byte> position, Vector128<byte> mask, Vector128<byte> changing) =>
        position & ~changing | mask & changing & ~position;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Lookup16(byte* table, Vector128<byte> positions) =>
        Vector128.Shuffle(Vector128.Load(table), positions & Vector128.Create((byte)15));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Lookup32(byte* table, Vector128<byte> positions, Vector128<byte> bit4) =>
        Select(bit4, Lookup16(table + 16, positions), Lookup16(table, positions));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Lookup64(byte* table, Vector128<byte> positions, Vector128<byte> bit4, Vector128<byte> bit5) =>
        Select(bit5, Lookup32(table + 32, positions, bit4), Lookup32(table, positions, bit4));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(float* sums, Vector128<byte> byte0, Vector128<byte> byte1, Vector128<byte> byte2, Vector128<byte> byte3)
    {
        (Vector128<ushort> bytes0, Vector128<ushort> more0) = Vector128.Widen(byte0);
        (Vector128<ushort> bytes1, Vector128<ushort> more1) = Vector128.Widen(byte1);
        (Vector128<ushort> bytes2, Vector128<ushort> more2) = Vector128.Widen(byte2);
        (Vector128<ushort> bytes3, Vector128<ushort> more3) = Vector128.Widen(byte3);
        AddHalf(sums, bytes0 | bytes1 << 8, bytes2 | bytes3 << 8);
        AddHalf(sums + 8, more0 | more1 << 8, more2 | more3 << 8);
    }

    public static void AddDeep(in CompleteTree tree, byte* ways, byte* codes, float* sums) =>
        DeepWalk.AddPortable(tree, ways, Rows, codes, sums);

    public static void AboveBits(byte* codes, byte limit, ulong* bits)
    {
        Vector128<byte> limits = Vector128.Create(limit);
        for (int part = 0; part < MaskTrees.Rows / 16; part++)
            ((ushort*)bits)[part] = (ushort)Above(Vector128.Load(codes + 16 * part), limits).ExtractMostSignificantBits();
    }

    public static void Turn(byte** masks, byte* rows) => MaskEvaluation.TurnOneByOne(masks, rows);

    // Sixteen bytes of codes are in the order of their rows.
    public static void AddLeaves(in MaskTree tree, int* leaves, float* sums)
    {
        float* weights = tree.Weights;
        for (int vote = 0; vote < tree.Votes; vote++, weights += tree.WeightCount)
        {
            float* sum = sums + tree.Sums[vote];
            for (int row = 0; row < 16; row++)
                sum[row] += weights[leaves[row]];
        }
    }

    /// <inheritdoc />
    public static void Search(float* entries, int levels, float* values, int rows, int* ends)
    {
        for (int row = 0; row < rows; row++)
        {
            float x = values[row];
            int at = 1;
            for (int level = 0; level < levels; level++)
                at = 2 * at + (x >= entries[at] ? 1 : 0);
            ends[row] = at;
        }
    }

    /// <inheritdoc />
    public static void Pack(int* ends, int first, bool missingIsHigh, float* values, int rows, byte* codes)
    {
        for (int row = 0; row < rows; row++)
        {
            codes[row] = missingIsHigh && float.IsNaN(values[row])
                ? (byte)CodePlane.MissingHigh
                : (byte)Math.Clamp(ends[row] - first, 0, CodePlane.MostCuts);
        }
    }

    private static void AddHalf(float* sums, Vector128<ushort> low, Vector128<ushort> high)
    {
        (Vector128<uint> lowFirst, Vector128<uint> lowLast) = Vector128.Widen(low);
        (Vector128<uint> highFirst, Vector128<uint> highLast) = Vector128.Widen(high);
        (Vector128.Load(sums) + (lowFirst | highFirst << 16).AsSingle()).Store(sums);
        (Vector128.Load(sums + 4) + (lowLast | highLast << 16).AsSingle()).Store(sums + 4);
    }
}
