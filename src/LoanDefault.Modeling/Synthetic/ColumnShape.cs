namespace LoanDefault.Modeling.Synthetic;

/// <summary>
/// How the values of a column are spread in the sample, as a map from a standard normal number: the inverse of the
/// sample's distribution function. A missing value is the lowest of all, so that it depends on other columns as it did.
/// </summary>
internal sealed class ColumnShape
{
    // Cells over the normal numbers -5 .. 5 that the thresholds are looked up by; beyond, the first and last cell serve.
    private const int Cells = 2048;
    private const double Reach = 5;

    // A column of more different numbers than this share of its rows is continuous: numbers between those seen are as real.
    private const double ContinuousShare = 0.3;
    private const int FewNumbers = 100;
    private const int MaximumDecimals = 6;

    private readonly double[] _thresholds;
    private readonly double[] _values;
    private readonly double[] _scores;
    private readonly int[] _firstOfCell = new int[Cells + 1];
    private readonly bool _interpolates;
    private readonly double _decimalScale;

    private ColumnShape(double[] thresholds, double[] values, double[] scores, bool interpolates, double decimalScale)
    {
        _thresholds = thresholds;
        _values = values;
        _scores = scores;
        _interpolates = interpolates;
        _decimalScale = decimalScale;
        int next = 0;
        for (int cell = 0; cell <= Cells; cell++)
        {
            while (next < thresholds.Length && CellOf(thresholds[next]) < cell)
                next++;
            _firstOfCell[cell] = next;
        }

        _firstOfCell[Cells] = thresholds.Length;
    }

    /// <summary>Learns a column.</summary>
    /// <param name="sample">Its values; NaN is missing.</param>
    /// <param name="whole">Whether it holds whole numbers.</param>
    /// <param name="coded">Whether its numbers are codes, between which nothing lies.</param>
    public static ColumnShape Learn(ReadOnlySpan<double> sample, bool whole, bool coded)
    {
        double[] sorted = sample.ToArray();
        // NaN sorts first, which is what "missing is the lowest" asks for.
        Array.Sort(sorted);
        int missing = Array.FindIndex(sorted, v => !double.IsNaN(v)) is >= 0 and var first ? first : sorted.Length;
        int distinct = Distinct(sorted, missing);
        bool continuous = whole
            ? distinct > ContinuousShare * (sorted.Length - missing) && distinct > FewNumbers
            : distinct > FewNumbers;
        return continuous && !coded ? Continuous(sorted, missing, whole) : Discrete(sorted);
    }

    /// <summary>The value at a standard normal number; NaN is missing.</summary>
    public double Value(double normal)
    {
        int index = IndexOf(normal);
        return _interpolates ? Interpolate(normal, index) : _values[index];
    }

    /// <summary>
    /// The normal score of the value at a standard normal number: the normal number in the middle of all that give the
    /// same value, by rank in the sample.
    /// </summary>
    public double Score(double normal)
    {
        int index = IndexOf(normal);
        return _interpolates ? _scores[Math.Min(index, _scores.Length - 1)] : _scores[index];
    }

    /// <summary>The normal score of a value of the sample.</summary>
    /// <param name="value">NaN is missing.</param>
    public double ScoreOf(double value) => _scores[Array.BinarySearch(_values, value) is >= 0 and var index ? index : throw new ArgumentException("not a value of the sample", nameof(value))];

    private static ColumnShape Discrete(double[] sorted)
    {
        var values = new List<double>();
        var scores = new List<double>();
        var thresholds = new List<double>();
        for (int start = 0; start < sorted.Length;)
        {
            int end = EndOfRun(sorted, start);
            values.Add(sorted[start]);
            scores.Add(NormalQuantile.Of((start + end) / 2.0 / sorted.Length));
            if (end < sorted.Length)
                thresholds.Add(NormalQuantile.Of((double)end / sorted.Length));
            start = end;
        }

        return new ColumnShape([.. thresholds], [.. values], [.. scores], interpolates: false, 0);
    }

    // Order statistics with what lies between two different ones filled in evenly: a value that many share stays one.
    private static ColumnShape Continuous(double[] sorted, int missing, bool whole)
    {
        var thresholds = new double[sorted.Length];
        var scores = new double[sorted.Length];
        for (int start = 0; start < sorted.Length;)
        {
            int end = EndOfRun(sorted, start);
            double score = NormalQuantile.Of((start + end) / 2.0 / sorted.Length);
            for (; start < end; start++)
            {
                thresholds[start] = NormalQuantile.Of((start + 0.5) / sorted.Length);
                scores[start] = score;
            }
        }

        return new ColumnShape(thresholds, sorted, scores, interpolates: true, whole ? 1 : DecimalScale(sorted.AsSpan(missing)));
    }

    private static int EndOfRun(double[] sorted, int start)
    {
        int end = start + 1;
        while (end < sorted.Length && sorted[end].Equals(sorted[start]))
            end++;
        return end;
    }

    private static int Distinct(double[] sorted, int from)
    {
        int distinct = 0;
        for (int i = from; i < sorted.Length; i++)
        {
            if (i == from || sorted[i] != sorted[i - 1])
                distinct++;
        }

        return distinct;
    }

    // The power of ten that makes every number whole, or 0 where there is none.
    private static double DecimalScale(ReadOnlySpan<double> values)
    {
        double scale = 1;
        for (int decimals = 0; decimals <= MaximumDecimals; decimals++, scale *= 10)
        {
            bool all = true;
            foreach (double value in values)
                all &= Math.Round(value * scale) / scale == value;
            if (all)
                return scale;
        }

        return 0;
    }

    private static int CellOf(double normal) =>
        (int)Math.Clamp((normal + Reach) * (Cells / (2 * Reach)), 0, Cells - 1);

    // How many thresholds lie at or below the number.
    private int IndexOf(double normal)
    {
        int cell = CellOf(normal);
        int low = _firstOfCell[cell], high = _firstOfCell[cell + 1];
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (_thresholds[middle] <= normal)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private double Interpolate(double normal, int index)
    {
        if (index == 0)
            return _values[0];
        if (index == _values.Length)
            return _values[^1];
        double below = _values[index - 1], above = _values[index];
        if (below == above)
            return below;
        double share = (normal - _thresholds[index - 1]) / (_thresholds[index] - _thresholds[index - 1]);
        if (double.IsNaN(below))
            return share < 0.5 ? below : above;
        double value = below + share * (above - below);
        return _decimalScale == 0 ? value : Math.Round(value * _decimalScale) / _decimalScale;
    }
}
