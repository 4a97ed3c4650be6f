namespace LoanDefault.Modeling.Evaluation;

/// <summary>Splits rows into folds of nearly the same size and the same share of bad loans.</summary>
internal sealed class StratifiedFolds
{
    private readonly int[] _foldOfRow;

    private StratifiedFolds(int[] foldOfRow, int count)
    {
        _foldOfRow = foldOfRow;
        Count = count;
    }

    /// <summary>How many folds there are.</summary>
    public int Count { get; }

    /// <summary>Shuffles each class by the seed and deals it out; the same input gives the same folds everywhere.</summary>
    /// <param name="isBad">The outcomes, one a row.</param>
    /// <param name="count">How many folds; at least 2 and at most the rows of the smaller class.</param>
    /// <param name="seed">Any number.</param>
    /// <exception cref="ArgumentException">A class has fewer rows than there are folds, so that a fold would lack it.</exception>
    public static StratifiedFolds Split(ReadOnlySpan<bool> isBad, int count, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        var random = new Random(seed);
        var foldOfRow = new int[isBad.Length];
        var next = 0;
        foreach (var outcome in (ReadOnlySpan<bool>)[true, false])
        {
            var rows = new List<int>();
            for (var i = 0; i < isBad.Length; i++)
            {
                if (isBad[i] == outcome)
                    rows.Add(i);
            }
            if (rows.Count < count)
                throw new ArgumentException($"a class has {rows.Count} rows for {count} folds", nameof(isBad));
            var shuffled = rows.ToArray();
            random.Shuffle(shuffled);
            // The second class goes on where the first stopped, so that fold sizes differ by one row at most.
            foreach (var row in shuffled)
                foldOfRow[row] = next++ % count;
        }
        return new StratifiedFolds(foldOfRow, count);
    }

    /// <summary>The rows of one fold, ascending.</summary>
    public int[] Test(int fold) => Rows(fold, inside: true);

    /// <summary>The rows of all other folds, ascending.</summary>
    public int[] Train(int fold) => Rows(fold, inside: false);

    private int[] Rows(int fold, bool inside) =>
        Enumerable.Range(0, _foldOfRow.Length).Where(row => _foldOfRow[row] == fold == inside).ToArray();
}
