namespace LoanDefault.Core.Scoring.Kernels;

/// <summary>
/// What a kernel needs of a processor: vectors with one byte a row. A mask has every bit of a byte set or clear.
/// </summary>
/// <typeparam name="TBytes">The vector.</typeparam>
internal unsafe interface IByteLanes<TBytes>
    where TBytes : unmanaged
{
    /// <summary>Rows in a vector.</summary>
    static abstract int Rows { get; }

    /// <summary>Up to how many rows are faster walked one by one than sent as a vector.</summary>
    static abstract int MostRowsWalked { get; }

    static abstract TBytes Load(byte* source);

    static abstract TBytes Broadcast(byte value);

    /// <summary>The mask of the bytes that are above their limit, both unsigned.</summary>
    static abstract TBytes Above(TBytes codes, TBytes limits);

    /// <summary>Bits of one where the mask has them set, of the other elsewhere.</summary>
    static abstract TBytes Select(TBytes mask, TBytes set, TBytes clear);

    /// <summary>
    /// Takes a position one level down: the bits of <paramref name="changing"/>, a one and a zero of the position, become
    /// those of the mask and zero.
    /// </summary>
    static abstract TBytes Descend(TBytes position, TBytes mask, TBytes changing);

    /// <summary>Bytes of a table of 16 by the low four bits of each position, which is below 128.</summary>
    static abstract TBytes Lookup16(byte* table, TBytes positions);

    /// <summary>Bytes of a table of 32 by the low five bits; bit 4 as a mask too.</summary>
    static abstract TBytes Lookup32(byte* table, TBytes positions, TBytes bit4);

    /// <summary>Bytes of a table of 64 by the low six bits; bits 4 and 5 as masks too.</summary>
    static abstract TBytes Lookup64(byte* table, TBytes positions, TBytes bit4, TBytes bit5);

    /// <summary>Adds one float a row, given as its four bytes, lowest first, to the rows' sums.</summary>
    static abstract void Add(float* sums, TBytes byte0, TBytes byte1, TBytes byte2, TBytes byte3);

    /// <summary>Walks the rows of a vector on through a deep tree, as <see cref="DeepWalk"/> says.</summary>
    static abstract void AddDeep(in CompleteTree tree, byte* ways, byte* codes, float* sums);

    /// <summary>Whether each of <see cref="MaskTrees.Rows"/> codes is above a limit, a bit each, the first lowest.</summary>
    static abstract void AboveBits(byte* codes, byte limit, ulong* bits);

    /// <summary>Turns eight masks into a byte a row: the first mask's bit is the lowest.</summary>
    /// <param name="masks">Where the eight masks are.</param>
    /// <param name="rows">Receives <see cref="MaskTrees.Rows"/> bytes.</param>
    static abstract void Turn(byte** masks, byte* rows);

    /// <summary>Adds the leaves of a tree that <see cref="MaskTrees"/> evaluates to the sums of a vector of rows.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="leaves">The number of each row's leaf, in the order of codes.</param>
    /// <param name="sums">The rows' first sum.</param>
    static abstract void AddLeaves(in MaskTree tree, int* leaves, float* sums);

    /// <summary>For each float, the entry of a table of cuts where a search for it ends, 2^levels + the cuts at or below it.</summary>
    /// <param name="entries">The table, as <see cref="CutTable"/> says.</param>
    /// <param name="levels">Its levels.</param>
    /// <param name="values">The floats.</param>
    /// <param name="rows">How many; a multiple of <see cref="Rows"/>.</param>
    /// <param name="ends">Receives the entries.</param>
    static abstract void Search(float* entries, int levels, float* values, int rows, int* ends);

    /// <summary>Packs codes, one a row: min(max(end - first, 0), 254), and for NaN 255 where it is to be high.</summary>
    /// <param name="ends">The ends of a search; NaN's is the lowest.</param>
    /// <param name="first">What is subtracted.</param>
    /// <param name="missingIsHigh">Whether NaN gets 255.</param>
    /// <param name="values">The floats that were searched for.</param>
    /// <param name="rows">How many; a multiple of <see cref="Rows"/>.</param>
    /// <param name="codes">Receives the codes in the order that <see cref="Add"/> expects.</param>
    static abstract void Pack(int* ends, int first, bool missingIsHigh, float* values, int rows, byte* codes);
}
