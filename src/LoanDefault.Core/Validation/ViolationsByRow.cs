using System.Runtime.InteropServices;
using LoanDefault.Core.Applications;

namespace LoanDefault.Core.Validation;

/// <summary>
/// Puts a batch's violations in order by row, then by column with the row as a whole first, then as they came; and finds
/// those of one row. Two counting sorts, so that a batch in which every cell is bad takes time in proportion to its cells.
/// </summary>
internal sealed class ViolationsByRow
{
    private readonly int[] _columnCounts;
    private readonly int[] _ends = new int[ApplicationBatch.Capacity + 1];
    private readonly List<Violation> _violations = [];
    private Violation[] _scratch = [];

    /// <summary>Makes room for a contract.</summary>
    /// <param name="columns">Number of contract columns.</param>
    public ViolationsByRow(int columns) => _columnCounts = new int[columns + 2];

    /// <summary>The violations in order once <see cref="Sort"/> has run.</summary>
    public List<Violation> All => _violations;

    /// <summary>Puts <see cref="All"/> in order.</summary>
    public void Sort()
    {
        int count = _violations.Count;
        if (count == 0)
            return;
        if (_scratch.Length < count)
            _scratch = new Violation[Math.Max(count, 2 * _scratch.Length)];
        Span<Violation> violations = CollectionsMarshal.AsSpan(_violations);

        Array.Clear(_columnCounts);
        foreach (ref readonly Violation violation in violations)
            _columnCounts[violation.Column + 2]++;
        Accumulate(_columnCounts);
        foreach (ref readonly Violation violation in violations)
            _scratch[_columnCounts[violation.Column + 1]++] = violation;

        Array.Clear(_ends);
        foreach (ref readonly Violation violation in _scratch.AsSpan(0, count))
            _ends[violation.Row + 1]++;
        Accumulate(_ends);
        foreach (ref readonly Violation violation in _scratch.AsSpan(0, count))
            violations[_ends[violation.Row]++] = violation;
    }

    /// <summary>The violations of one row after <see cref="Sort"/>, the first by column order first.</summary>
    public ReadOnlySpan<Violation> Of(int row)
    {
        if (_violations.Count == 0)
            return default;
        // Filling the rows moved each start to its end, which is the next row's start.
        int start = row == 0 ? 0 : _ends[row - 1];
        return CollectionsMarshal.AsSpan(_violations)[start.._ends[row]];
    }

    private static void Accumulate(int[] counts)
    {
        for (int i = 1; i < counts.Length; i++)
            counts[i] += counts[i - 1];
    }
}
