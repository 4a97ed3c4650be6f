namespace LoanDefault.Modeling.Contracts;

/// <summary>Bad rows, good rows and all rows, those without a label included.</summary>
internal readonly record struct LabelCounts(long Bad, long Good, long Rows)
{
    public static LabelCounts operator +(LabelCounts a, LabelCounts b) => new(a.Bad + b.Bad, a.Good + b.Good, a.Rows + b.Rows);

    public static LabelCounts operator -(LabelCounts a, LabelCounts b) => new(a.Bad - b.Bad, a.Good - b.Good, a.Rows - b.Rows);
}

/// <summary>How well one column alone predicts the target.</summary>
/// <param name="Auc">
/// Area under the ROC curve of the values, 0.5 (nothing) to 1, whichever direction; 0.5 where it cannot be said.
/// </param>
/// <param name="MissingAuc">The same of "is there a value at all".</param>
/// <param name="Pure">What of the column is bad or good without exception, as a phrase, where chance cannot explain it; or null.</param>
/// <param name="EqualsTarget">Whether the values and the labels are one to one.</param>
internal sealed record Predictiveness(double Auc, double MissingAuc, string? Pure, bool EqualsTarget)
{
    /// <summary>An AUC that no column known when the loan is decided reaches.</summary>
    public const double LeakAuc = 0.95;

    // Texts with fewer rows are put together, so that chance in many small groups does not pass for knowledge.
    private const int FewRows = 10;

    public static Predictiveness Unknown { get; } = new(0.5, 0.5, null, false);

    public bool IsLeak => Auc >= LeakAuc || MissingAuc >= LeakAuc || Pure is not null;

    /// <summary>Of a column whose values are not looked at.</summary>
    public static Predictiveness OfMissing(LabelCounts missing, LabelCounts all) =>
        new(0.5, AucOfTwo(missing, all - missing), PureMissing(missing, all), false);

    /// <summary>Of a column of few texts.</summary>
    public static Predictiveness OfTexts(
        IReadOnlyList<string> texts, IReadOnlyList<LabelCounts> counts, LabelCounts missing, LabelCounts all)
    {
        LabelCounts few = counts.Where(c => c.Rows < FewRows).Aggregate(default(LabelCounts), (a, b) => a + b);
        IEnumerable<LabelCounts> byRisk = counts
            .Where(c => c.Rows >= FewRows)
            .Append(few)
            .OrderBy(c => (double)c.Bad / Math.Max(1, c.Bad + c.Good));
        var curve = new AucSum();
        foreach (LabelCounts group in byRisk)
            curve.Add(group);

        string? pure = PureMissing(missing, all);
        for (int i = 0; i < texts.Count && pure is null; i++)
            pure = PureGroup($"every row with '{texts[i]}'", counts[i], all);
        bool equals = missing.Bad + missing.Good == 0 && texts.Count <= 2
            && counts.All(c => c.Bad == 0 || c.Good == 0) && counts.Any(c => c.Bad > 0) && counts.Any(c => c.Good > 0);
        return new Predictiveness(curve.Auc, AucOfTwo(missing, all - missing), pure, equals);
    }

    /// <summary>The AUC of a column that only splits the rows in two.</summary>
    public static double AucOfTwo(LabelCounts one, LabelCounts other)
    {
        var curve = new AucSum();
        curve.Add(one);
        curve.Add(other);
        return curve.Auc;
    }

    public static string? PureMissing(LabelCounts missing, LabelCounts all) =>
        PureGroup("every row without a value", missing, all) ?? PureGroup("every row with a value", all - missing, all);

    /// <summary>A phrase for a group of one label only, where chance cannot explain it; else null.</summary>
    /// <remarks>
    /// Even a group ten times as risky (or as safe) as the rest would be so pure with a probability below 1e-9, and the
    /// group is at least a twentieth of its label's rows.
    /// </remarks>
    public static string? PureGroup(string what, LabelCounts group, LabelCounts all)
    {
        const double Times = 10, Chance = 1e-9;
        const long Share = 20;
        if (group == all || group.Bad > 0 && group.Good > 0 || group.Bad + group.Good == 0)
            return null;
        bool bad = group.Good == 0;
        double odds = bad ? (double)all.Bad / all.Good : (double)all.Good / all.Bad;
        double likely = odds * Times / (1 + odds * Times);
        long rows = bad ? group.Bad : group.Good;
        if (!double.IsFinite(odds) || rows * Share < (bad ? all.Bad : all.Good) || PowerIsAbove(likely, rows, Chance))
            return null;
        return $"{what} is {(bad ? "bad" : "good")} ({rows:N0} rows)";
    }

    // Whether likely^rows > chance.
    private static bool PowerIsAbove(double likely, long rows, double chance)
    {
        double power = 1;
        for (long i = 0; i < rows && power > chance; i++)
            power *= likely;
        return power > chance;
    }
}

/// <summary>The area under the ROC curve of groups that come in the order of a score, ties within a group.</summary>
internal struct AucSum
{
    private double _pairs;
    private long _bad;
    private long _good;

    public void Add(LabelCounts group)
    {
        _pairs += group.Bad * (_good + group.Good * 0.5);
        _bad += group.Bad;
        _good += group.Good;
    }

    /// <summary>0.5 to 1, whichever direction; 0.5 where one label is missing.</summary>
    public readonly double Auc
    {
        get
        {
            if (_bad == 0 || _good == 0)
                return 0.5;
            double auc = _pairs / _bad / _good;
            return Math.Max(auc, 1 - auc);
        }
    }
}
