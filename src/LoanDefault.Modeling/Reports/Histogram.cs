namespace LoanDefault.Modeling.Reports;

/// <summary>Counts of values in bins that later data is compared with.</summary>
/// <param name="Edges">Ascending and distinct; bin i holds values from edge i - 1 (inclusive) to edge i (exclusive).</param>
/// <param name="Counts">One more than there are edges: the first and the last bin are open to the outside.</param>
/// <param name="Missing">How many values are missing; in no bin.</param>
internal sealed record Histogram(IReadOnlyList<double> Edges, IReadOnlyList<long> Counts, long Missing)
{
    /// <summary>Makes bins with nearly the same count each, or one for each value where there are few.</summary>
    /// <param name="values">The values; NaN is missing.</param>
    /// <param name="bins">How many bins at most; at least 1.</param>
    public static Histogram Of(IEnumerable<double> values, int bins)
    {
        var all = values.ToArray();
        var present = all.Where(v => !double.IsNaN(v)).Order().ToArray();
        var edges = Edge(present, bins);
        var counts = new long[edges.Length + 1];
        foreach (var value in present)
            counts[Bin(edges, value)]++;
        return new Histogram(edges, counts, all.Length - present.Length);
    }

    private static double[] Edge(double[] ascending, int bins)
    {
        var distinct = ascending.Distinct().Take(bins + 1).ToArray();
        if (distinct.Length <= bins)
            return [.. distinct.Skip(1)];
        return [.. Enumerable.Range(1, bins - 1)
            .Select(i => ascending[(int)((long)ascending.Length * i / bins)])
            .Where(edge => edge > ascending[0])
            .Distinct()];
    }

    private static int Bin(double[] edges, double value)
    {
        var found = Array.BinarySearch(edges, value);
        return found >= 0 ? found + 1 : ~found;
    }
}
