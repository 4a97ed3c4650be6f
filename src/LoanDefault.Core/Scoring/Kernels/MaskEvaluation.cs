using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LoanDefault.Core.Scoring.Kernels;

/// <summary>The two inner loops of <see cref="MaskTrees"/>: the selections, and the leaves' numbers of their bits.</summary>
internal static unsafe class MaskEvaluation
{
    /// <summary>Does a tree's selections.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="scratch">The masks.</param>
    public static void Select(in MaskTree tree, byte* scratch)
    {
        MaskStep* end = tree.Steps + tree.StepCount;
        for (MaskStep* step = tree.Steps; step < end; step++)
        {
            Vector512<ulong> question = At(scratch, step->Question);
            Vector512.ConditionalSelect(question, At(scratch, step->High), At(scratch, step->Low)).Store((ulong*)(scratch + (nint)step->Result * MaskTrees.MaskBytes));
        }
    }

    /// <summary>Puts together the number of the leaf that each row reaches.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="scratch">The masks after the selections.</param>
    /// <param name="leaves">Receives a number a row, in the order of codes.</param>
    [SkipLocalsInit]
    public static void Number<TLanes, TBytes>(in MaskTree tree, byte* scratch, int* leaves)
        where TLanes : IByteLanes<TBytes>
        where TBytes : unmanaged
    {
        byte* bits = stackalloc byte[MaskTrees.Rows];
        byte** masks = stackalloc byte*[8];
        Take(tree.Number, tree.Bits, scratch, masks);
        TLanes.Turn(masks, bits);
        Widen(bits, leaves);
        if (tree.Bits <= 8)
            return;
        Take(tree.Number + 8, tree.Bits - 8, scratch, masks);
        TLanes.Turn(masks, bits);
        AddHigh(bits, leaves);
    }

    /// <summary>Turns masks as <see cref="IByteLanes{TBytes}.Turn"/> says, eight rows after eight.</summary>
    public static void TurnOneByOne(byte** masks, byte* rows)
    {
        for (int i = 0; i < MaskTrees.MaskBytes; i++)
        {
            ((ulong*)rows)[i] = masks[0][i] | (ulong)masks[1][i] << 8 | (ulong)masks[2][i] << 16 | (ulong)masks[3][i] << 24
                | (ulong)masks[4][i] << 32 | (ulong)masks[5][i] << 40 | (ulong)masks[6][i] << 48 | (ulong)masks[7][i] << 56;
        }

        for (int i = 0; i < MaskTrees.Rows; i += 64)
            Turn(Vector512.Load((ulong*)(rows + i))).Store((ulong*)(rows + i));
    }

    /// <summary>Turns matrices of eight by eight bits, each a number of 64 bits.</summary>
    /// <remarks>Warren, Hacker's Delight, 2nd edition, section 7-3: three exchanges.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Turn(Vector512<ulong> x)
    {
        Vector512<ulong> change = (x ^ x >>> 7) & Vector512.Create(0x00AA00AA00AA00AAUL);
        x = x ^ change ^ change << 7;
        change = (x ^ x >>> 14) & Vector512.Create(0x0000CCCC0000CCCCUL);
        x = x ^ change ^ change << 14;
        change = (x ^ x >>> 28) & Vector512.Create(0x00000000F0F0F0F0UL);
        return x ^ change ^ change << 28;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> At(byte* scratch, ushort slot) => Vector512.Load((ulong*)(scratch + (nint)slot * MaskTrees.MaskBytes));

    private static void Take(ushort* slots, int count, byte* scratch, byte** masks)
    {
        for (int bit = 0; bit < 8; bit++)
            masks[bit] = scratch + (nint)(bit < count ? slots[bit] : MaskTrees.Clear) * MaskTrees.MaskBytes;
    }

    private static void Widen(byte* bits, int* leaves)
    {
        for (int i = 0; i < MaskTrees.Rows; i += 16)
            Wide(bits + i).Store(leaves + i);
    }

    private static void AddHigh(byte* bits, int* leaves)
    {
        for (int i = 0; i < MaskTrees.Rows; i += 16)
            (Vector512.Load(leaves + i) | Wide(bits + i) << 8).Store(leaves + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Wide(byte* bits)
    {
        (Vector128<ushort> low, Vector128<ushort> high) = Vector128.Widen(Vector128.Load(bits));
        return Vector512.Create(
            Vector256.Create(Vector128.WidenLower(low), Vector128.WidenUpper(low)),
            Vector256.Create(Vector128.WidenLower(high), Vector128.WidenUpper(high))).AsInt32();
    }
}
