namespace LoanDefault.Modeling.Evaluation;

/// <summary>A mean and the standard deviation of the sample (divided by n - 1) around it.</summary>
internal readonly record struct MeanAndDeviation(double Mean, double StandardDeviation)
{
    /// <summary>Computes both; the deviation of a single value is 0.</summary>
    public static MeanAndDeviation Of(IEnumerable<double> values)
    {
        var list = values.ToArray();
        var mean = list.Sum() / list.Length;
        var squares = list.Sum(v => (v - mean) * (v - mean));
        return new MeanAndDeviation(mean, list.Length > 1 ? Math.Sqrt(squares / (list.Length - 1)) : 0);
    }
}
