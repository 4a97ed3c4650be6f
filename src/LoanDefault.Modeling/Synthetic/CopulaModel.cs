namespace LoanDefault.Modeling.Synthetic;

/// <summary>
/// A Gaussian copula: every column keeps the sample's distribution, and columns depend on each other as the ranks of
/// the sample's do (Nelsen, An Introduction to Copulas, 2006, section 2.5).
/// </summary>
internal sealed class CopulaModel
{
    private readonly double[][] _factor;

    private CopulaModel(double[][] factor) => _factor = factor;

    /// <summary>Number of columns.</summary>
    public int Dimensions => _factor.Length;

    /// <summary>Learns the dependence of columns.</summary>
    /// <param name="columns">One array a column, one value a row, NaN where missing; all of one length.</param>
    public static CopulaModel Learn(IReadOnlyList<double[]> columns)
    {
        double[][] scores = [.. columns.Select(NormalScores)];
        var correlation = new double[columns.Count][];
        for (int i = 0; i < columns.Count; i++)
        {
            correlation[i] = new double[columns.Count];
            for (int j = 0; j <= i; j++)
                correlation[i][j] = correlation[j][i] = i == j ? 1 : Correlation(scores[i], scores[j]);
        }

        // Rounding, ties and missing cells can leave the matrix short of positive definite: shrink it until it is.
        for (double shrinkage = 0; ; shrinkage = shrinkage == 0 ? 1e-6 : shrinkage * 4)
        {
            if (Cholesky(correlation, Math.Min(shrinkage, 1)) is { } factor)
                return new CopulaModel(factor);
        }
    }

    /// <summary>Makes independent standard normal numbers dependent, in place.</summary>
    /// <param name="normals">One a column.</param>
    public void Correlate(Span<double> normals)
    {
        for (int i = _factor.Length - 1; i >= 0; i--)
        {
            double sum = 0;
            double[] row = _factor[i];
            for (int j = 0; j <= i; j++)
                sum += row[j] * normals[j];
            normals[i] = sum;
        }
    }

    private static double[] NormalScores(double[] values)
    {
        int[] present = [.. Enumerable.Range(0, values.Length).Where(i => !double.IsNaN(values[i]))];
        Array.Sort(present, (a, b) => values[a].CompareTo(values[b]));
        var scores = new double[values.Length];
        for (int first = 0; first < present.Length;)
        {
            int end = first + 1;
            while (end < present.Length && values[present[end]] == values[present[first]])
                end++;
            double score = NormalDistribution.Quantile((first + end) / 2.0 / present.Length);
            for (; first < end; first++)
                scores[present[first]] = score;
        }

        return scores;
    }

    private static double Correlation(double[] x, double[] y)
    {
        double xx = 0, yy = 0, xy = 0;
        double meanX = x.Average(), meanY = y.Average();
        for (int i = 0; i < x.Length; i++)
        {
            double dx = x[i] - meanX, dy = y[i] - meanY;
            xx += dx * dx;
            yy += dy * dy;
            xy += dx * dy;
        }

        return xx > 0 && yy > 0 ? xy / Math.Sqrt(xx * yy) : 0;
    }

    private static double[][]? Cholesky(double[][] matrix, double shrinkage)
    {
        var factor = new double[matrix.Length][];
        for (int i = 0; i < matrix.Length; i++)
        {
            factor[i] = new double[matrix.Length];
            for (int j = 0; j <= i; j++)
            {
                double sum = i == j ? 1 : matrix[i][j] * (1 - shrinkage);
                for (int k = 0; k < j; k++)
                    sum -= factor[i][k] * factor[j][k];
                if (i == j && sum <= 1e-9)
                    return null;
                factor[i][j] = i == j ? Math.Sqrt(sum) : sum / factor[j][j];
            }
        }

        return factor;
    }
}
