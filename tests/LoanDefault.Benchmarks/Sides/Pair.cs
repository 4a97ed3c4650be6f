namespace LoanDefault.Benchmarks.Sides;

/// <summary>What the same work cost both sides.</summary>
/// <param name="Ours">Our cost.</param>
/// <param name="Theirs">PySpark's.</param>
internal readonly record struct Pair(Cost Ours, Cost Theirs)
{
    /// <summary>Our wall time as a share of theirs.</summary>
    public double Ratio => Ours.Seconds / Theirs.Seconds;

    /// <summary>Our processor time as a share of theirs.</summary>
    public double CpuRatio => Ours.CpuSeconds / Theirs.CpuSeconds;

    /// <summary>Runs both sides in turn, as what disturbs the machine comes and goes; medians.</summary>
    public static Pair Alternate(int repeats, Func<Cost> ours, Func<Cost> theirs)
    {
        var (a, b) = (new List<Cost>(), new List<Cost>());
        for (int i = 0; i < repeats; i++)
        {
            // Nobody is always first.
            if (i % 2 == 0)
                a.Add(ours());
            b.Add(theirs());
            if (i % 2 == 1)
                a.Add(ours());
        }
        return new Pair(Median(a), Median(b));
    }

    /// <summary>The cost of one more row, so that whatever a job costs by itself drops out.</summary>
    public static Pair PerRow(Pair few, Pair many, long moreRows) => new(
        PerRow(few.Ours, many.Ours, moreRows), PerRow(few.Theirs, many.Theirs, moreRows));

    private static Cost PerRow(Cost few, Cost many, long moreRows) =>
        new((many.Seconds - few.Seconds) / moreRows, (many.CpuSeconds - few.CpuSeconds) / moreRows);

    private static Cost Median(List<Cost> costs) => new(Median(costs.Select(c => c.Seconds)), Median(costs.Select(c => c.CpuSeconds)));

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
