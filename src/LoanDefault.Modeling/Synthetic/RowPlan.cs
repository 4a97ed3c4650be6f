namespace LoanDefault.Modeling.Synthetic;

/// <summary>Which rows break a rule and which repeat an earlier one. Depends on the seed and the row alone. Immutable.</summary>
internal sealed class RowPlan
{
    // How far back a repeated application lies at most.
    private const long LookBack = 5000;
    private const int Attempts = 16;

    private readonly RowShare _invalid;
    private readonly RowShare _duplicate;
    private readonly ulong _sourceKey;

    public RowPlan(double invalidShare, double duplicateShare, ulong key)
    {
        _invalid = new RowShare(invalidShare, CounterRandom.Key(key, 1));
        _duplicate = new RowShare(duplicateShare, CounterRandom.Key(key, 2));
        _sourceKey = CounterRandom.Key(key, 3);
    }

    /// <summary>Whether a row breaks a rule.</summary>
    public bool IsInvalid(long row) => _invalid.Contains(row);

    /// <summary>The row whose application a row holds: itself, or an earlier, valid one that it repeats.</summary>
    public long Source(long row)
    {
        if (!IsDuplicate(row))
            return row;
        ulong key = CounterRandom.Key(_sourceKey, row);
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            long source = row - 1 - (long)(CounterRandom.Bits(key, attempt) % (ulong)Math.Min(row, LookBack));
            if (!IsInvalid(source) && !IsDuplicate(source))
                return source;
        }

        return row;
    }

    // The first place of a run that is valid and has a row before it.
    private bool IsDuplicate(long row)
    {
        if (row == 0 || IsInvalid(row))
            return false;
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            long picked = _duplicate.Pick(row, attempt);
            if (picked > 0 && !IsInvalid(picked))
                return picked == row;
        }

        return false;
    }
}
