namespace LoanDefault.Modeling.Synthetic;

/// <summary>
/// Which rows are special. Rows are cut into blocks of 1 / share and one row of each block, drawn by the seed, is
/// special: the share is exact to one row, and a row's fate can be told from its number alone.
/// </summary>
internal readonly struct RowPlan
{
    private readonly ulong _seed;
    private readonly ulong _purpose;
    private readonly double _share;

    public RowPlan(ulong seed, ulong purpose, double share)
    {
        _seed = seed;
        _purpose = purpose;
        _share = share;
    }

    /// <summary>Whether a row is the special one of its block.</summary>
    public bool IsSpecial(long row)
    {
        if (_share <= 0)
            return false;
        long block = (long)Math.Floor(row * _share);
        // The division can land one off by rounding; the block's own ends decide.
        while (First(block) > row)
            block--;
        while (First(block + 1) <= row)
            block++;
        long first = First(block), length = First(block + 1) - first;
        return row == first + (long)new RowRandom(_seed, (ulong)block, _purpose).Next((ulong)length);
    }

    private long First(long block) => (long)Math.Ceiling(block / _share);
}
