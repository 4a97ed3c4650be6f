namespace LoanDefault.Modeling.Synthetic;

/// <summary>
/// Picks a share of all rows, one at a chance place in each run of 1 / share rows: among any first n rows there are
/// n x share, give or take one, and whether a row is picked depends on the key and the row alone.
/// </summary>
internal sealed class RowShare
{
    private readonly double _share;
    private readonly ulong _key;

    /// <param name="share">0 to <see cref="Largest"/>.</param>
    /// <param name="key">Of the random stream.</param>
    public RowShare(double share, ulong key)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(share, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, Largest);
        _share = share;
        _key = key;
    }

    /// <summary>The largest share that can be picked.</summary>
    public const double Largest = 0.5;

    /// <summary>Whether a row is picked.</summary>
    public bool Contains(long row) => Pick(row, attempt: 0) == row;

    /// <summary>The row that is picked among those around a row; -1 when the share is 0.</summary>
    /// <param name="row">Any row.</param>
    /// <param name="attempt">Another number gives another pick.</param>
    public long Pick(long row, int attempt)
    {
        if (_share == 0)
            return -1;
        long run = RunOf(row);
        long first = Start(run);
        ulong length = (ulong)(Start(run + 1) - first);
        return first + (long)(CounterRandom.Bits(CounterRandom.Key(_key, run), attempt) % length);
    }

    private long RunOf(long row)
    {
        long run = (long)(row * _share);
        while (Start(run + 1) <= row)
            run++;
        while (Start(run) > row)
            run--;
        return run;
    }

    private long Start(long run) => (long)Math.Ceiling(run / _share);
}
