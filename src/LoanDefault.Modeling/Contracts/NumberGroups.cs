using System.Globalization;

namespace LoanDefault.Modeling.Contracts;

/// <summary>The facts of a column of numbers, from its groups of equal numbers in ascending order.</summary>
internal sealed class NumberGroups(LabelCounts all, long rows)
{
    private AucSum _curve;
    private LabelCounts _present;
    private LabelCounts _lowestPure;
    private LabelCounts _highestPure;
    private double _lowestPureEnd;
    private double _highestPureStart;
    private bool _lowestEnded;
    private bool _allPure = true;
    private string? _pureValue;
    private double? _minimum;
    private double? _maximum;
    private double? _median;
    private long _distinct;
    private bool _whole = true;

    public void Add(double value, LabelCounts counts)
    {
        _distinct++;
        _minimum ??= value;
        _maximum = value;
        _whole &= Math.Floor(value) == value;
        _present += counts;
        if (_median is null && _present.Rows * 2 >= rows)
            _median = value;
        _curve.Add(counts);
        _allPure &= counts.Bad == 0 || counts.Good == 0;
        AddTails(value, counts);
        _pureValue ??= Predictiveness.PureGroup($"every row with the value {Text(value)}", counts, all);
    }

    public ColumnProfile ToProfile(ColumnProfile profile) => profile with
    {
        Distinct = _distinct,
        Minimum = _minimum,
        Maximum = _maximum,
        Median = _median ?? _maximum,
        Whole = _whole && _distinct > 0,
    };

    public Predictiveness Predict(LabelCounts missing)
    {
        string? pure = Predictiveness.PureMissing(missing, all)
            ?? Predictiveness.PureGroup($"every row with a value up to {Text(_lowestPureEnd)}", _lowestPure, all)
            ?? Predictiveness.PureGroup($"every row with a value from {Text(_highestPureStart)}", _highestPure, all)
            ?? _pureValue;
        bool equals = missing.Bad + missing.Good == 0 && _allPure && _distinct == 2 && _present is { Bad: > 0, Good: > 0 };
        return new Predictiveness(
            _curve.Auc, Predictiveness.AucOfTwo(missing, all - missing), pure, equals);
    }

    // The runs of one label at both ends of the column; rows without a label belong to either.
    private void AddTails(double value, LabelCounts counts)
    {
        if (!_lowestEnded && IsPure(_lowestPure + counts))
        {
            _lowestPure += counts;
            _lowestPureEnd = value;
        }
        else
        {
            _lowestEnded = true;
        }

        if (!IsPure(_highestPure + counts))
            _highestPure = default;
        if (!IsPure(counts))
            return;
        if (_highestPure == default)
            _highestPureStart = value;
        _highestPure += counts;
    }

    private static bool IsPure(LabelCounts counts) => counts.Bad == 0 || counts.Good == 0;

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
