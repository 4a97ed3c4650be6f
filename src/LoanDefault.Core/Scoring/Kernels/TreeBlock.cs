using System.Runtime.CompilerServices;

namespace LoanDefault.Core.Scoring.Kernels;

/// <summary>Sends one vector of rows through one tree: its complete levels here, what is below by a walk.</summary>
/// <remarks>
/// A row's way is a byte: bit i is its answer at level i, 1 for high. A level's nodes stand in the order of these bits, the
/// root's answer lowest, so that the answer of the level just above is the last that selects: all other selecting can be
/// done before it is known. Above the answers a position has a zero, then ones; that is where a level's limits stand in the
/// table of 64: level 5 at 0, level 4 at 32, 3 at 48, 2 at 56, 1 at 60, the root at 62.
/// </remarks>
internal static unsafe class TreeBlock<TLanes, TBytes>
    where TLanes : IByteLanes<TBytes>
    where TBytes : unmanaged
{
    /// <summary>Adds a tree to the sums of the rows.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="codes">The rows' codes in plane 0.</param>
    /// <param name="sums">The rows' first sum.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(in CompleteTree tree, byte* codes, float* sums)
    {
        byte* limits = tree.Limits;
        int* planes = tree.Planes;
        TBytes m0 = TLanes.Above(TLanes.Load(codes + planes[0]), TLanes.Broadcast(limits[62]));
        TBytes at = TLanes.Descend(TLanes.Broadcast(62), m0, TLanes.Broadcast(0b11));
        TBytes m1 = TLanes.Above(Plane2(planes + 1, codes, m0), TLanes.Lookup16(limits + 48, at));
        at = TLanes.Descend(at, m1, TLanes.Broadcast(0b110));
        TBytes m2 = TLanes.Above(Plane4(planes + 3, codes, m0, m1), TLanes.Lookup16(limits + 48, at));
        at = TLanes.Descend(at, m2, TLanes.Broadcast(0b1100));
        TBytes m3 = TLanes.Above(Plane8(planes + 7, codes, m0, m1, m2), TLanes.Lookup16(limits + 48, at));
        at = TLanes.Descend(at, m3, TLanes.Broadcast(0b11000));
        if (tree.Levels == 4)
        {
            AddLeaves16(tree, at, sums);
            return;
        }

        TBytes m4 = TLanes.Above(Plane16(planes + 15, codes, m0, m1, m2, m3), TLanes.Lookup16(limits + 32, at));
        at = TLanes.Descend(at, m4, TLanes.Broadcast(0b110000));
        if (tree.Levels == 5)
        {
            AddLeaves32(tree, at, m4, sums);
            return;
        }

        TBytes m5 = TLanes.Above(Plane32(planes + 31, codes, m0, m1, m2, m3, m4), TLanes.Lookup32(limits, at, m4));
        at = TLanes.Descend(at, m5, TLanes.Broadcast(0b100000));
        if (tree.LevelsBelow == 0)
            AddLeaves64(tree, at, m4, m5, sums);
        else
            AddDeepLeaves(tree, at, codes, sums);
    }

    private static void AddDeepLeaves(in CompleteTree tree, TBytes at, byte* codes, float* sums)
    {
        TBytes ways = at;
        TLanes.AddDeep(tree, (byte*)&ways, codes, sums);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddLeaves16(in CompleteTree tree, TBytes at, float* sums)
    {
        byte* leaves = tree.Leaves;
        for (int vote = 0; vote < tree.Votes; vote++, leaves += 4 * 16)
        {
            TLanes.Add(
                sums + tree.Sums[vote],
                TLanes.Lookup16(leaves, at),
                TLanes.Lookup16(leaves + 16, at),
                TLanes.Lookup16(leaves + 32, at),
                TLanes.Lookup16(leaves + 48, at));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddLeaves32(in CompleteTree tree, TBytes at, TBytes bit4, float* sums)
    {
        byte* leaves = tree.Leaves;
        for (int vote = 0; vote < tree.Votes; vote++, leaves += 4 * 32)
        {
            TLanes.Add(
                sums + tree.Sums[vote],
                TLanes.Lookup32(leaves, at, bit4),
                TLanes.Lookup32(leaves + 32, at, bit4),
                TLanes.Lookup32(leaves + 64, at, bit4),
                TLanes.Lookup32(leaves + 96, at, bit4));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddLeaves64(in CompleteTree tree, TBytes at, TBytes bit4, TBytes bit5, float* sums)
    {
        byte* leaves = tree.Leaves;
        for (int vote = 0; vote < tree.Votes; vote++, leaves += 4 * 64)
        {
            TLanes.Add(
                sums + tree.Sums[vote],
                TLanes.Lookup64(leaves, at, bit4, bit5),
                TLanes.Lookup64(leaves + 64, at, bit4, bit5),
                TLanes.Lookup64(leaves + 128, at, bit4, bit5),
                TLanes.Lookup64(leaves + 192, at, bit4, bit5));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TBytes Plane2(int* planes, byte* codes, TBytes m0) =>
        TLanes.Select(m0, TLanes.Load(codes + planes[1]), TLanes.Load(codes + planes[0]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TBytes Plane4(int* planes, byte* codes, TBytes m0, TBytes m1) =>
        TLanes.Select(m1, Plane2(planes + 2, codes, m0), Plane2(planes, codes, m0));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TBytes Plane8(int* planes, byte* codes, TBytes m0, TBytes m1, TBytes m2) =>
        TLanes.Select(m2, Plane4(planes + 4, codes, m0, m1), Plane4(planes, codes, m0, m1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TBytes Plane16(int* planes, byte* codes, TBytes m0, TBytes m1, TBytes m2, TBytes m3) =>
        TLanes.Select(m3, Plane8(planes + 8, codes, m0, m1, m2), Plane8(planes, codes, m0, m1, m2));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TBytes Plane32(int* planes, byte* codes, TBytes m0, TBytes m1, TBytes m2, TBytes m3, TBytes m4) =>
        TLanes.Select(m4, Plane16(planes + 16, codes, m0, m1, m2, m3), Plane16(planes, codes, m0, m1, m2, m3));
}
