namespace LoanDefault.Modeling.Synthetic;

/// <summary>Symmetric matrices with ones on the diagonal, row by row in one array.</summary>
internal static class CorrelationMatrix
{
    // What an eigenvalue is raised to where the matrix is not positive definite.
    private const double SmallestEigenvalue = 1e-6;
    private const int MaximumSweeps = 60;

    /// <summary>Pearson's correlations of columns; 0 with a column that never changes.</summary>
    public static double[] Of(double[][] columns)
    {
        int size = columns.Length;
        var matrix = new double[size * size];
        double[][] standard = [.. columns.Select(Standardise)];
        for (int i = 0; i < size; i++)
        {
            matrix[i * size + i] = 1;
            for (int j = 0; j < i; j++)
            {
                double sum = 0;
                for (int row = 0; row < standard[i].Length; row++)
                    sum += standard[i][row] * standard[j][row];
                matrix[i * size + j] = matrix[j * size + i] = sum;
            }
        }

        return matrix;
    }

    /// <summary>
    /// The lower triangle L with L L' = matrix (Cholesky). A matrix that is not positive definite, as pairs taken one
    /// by one can make it, is first replaced by one that is: eigenvalues below a small positive number are raised to
    /// it, and the diagonal is scaled back to one (Rebonato and Jaeckel 1999, spectral decomposition).
    /// </summary>
    public static double[] Factor(double[] matrix, int size) =>
        TryFactor(matrix, size) ?? TryFactor(MakePositive(matrix, size), size)
        ?? throw new ArgumentException("the matrix holds numbers that are not finite", nameof(matrix));

    private static double[] Standardise(double[] column)
    {
        double mean = 0;
        foreach (double value in column)
            mean += value;
        mean /= column.Length;
        double squares = 0;
        foreach (double value in column)
            squares += (value - mean) * (value - mean);
        double scale = squares > 0 ? 1 / Math.Sqrt(squares) : 0;
        return [.. column.Select(value => (value - mean) * scale)];
    }

    private static double[]? TryFactor(double[] matrix, int size)
    {
        var lower = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = matrix[i * size + j];
                for (int k = 0; k < j; k++)
                    sum -= lower[i * size + k] * lower[j * size + k];
                if (i != j)
                    lower[i * size + j] = sum / lower[j * size + j];
                else if (sum > SmallestEigenvalue * 0.01)
                    lower[i * size + i] = Math.Sqrt(sum);
                else
                    return null;
            }
        }

        return lower;
    }

    private static double[] MakePositive(double[] matrix, int size)
    {
        (double[] values, double[] vectors) = Eigen((double[])matrix.Clone(), size);
        var positive = new double[size * size];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = 0;
                for (int k = 0; k < size; k++)
                    sum += vectors[i * size + k] * Math.Max(values[k], SmallestEigenvalue) * vectors[j * size + k];
                positive[i * size + j] = positive[j * size + i] = sum;
            }
        }

        double[] scale = [.. Enumerable.Range(0, size).Select(i => 1 / Math.Sqrt(positive[i * size + i]))];
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < size; j++)
                positive[i * size + j] = i == j ? 1 : positive[i * size + j] * scale[i] * scale[j];
        }

        return positive;
    }

    // Jacobi's rotations (Golub and Van Loan, Matrix Computations, 8.5): the columns of the second result are the vectors.
    private static (double[] Values, double[] Vectors) Eigen(double[] matrix, int size)
    {
        var vectors = new double[size * size];
        for (int i = 0; i < size; i++)
            vectors[i * size + i] = 1;
        for (int sweep = 0; sweep < MaximumSweeps && OffDiagonal(matrix, size) > 1e-18 * size; sweep++)
        {
            for (int p = 0; p < size; p++)
            {
                for (int q = p + 1; q < size; q++)
                    Rotate(matrix, vectors, size, p, q);
            }
        }

        return ([.. Enumerable.Range(0, size).Select(i => matrix[i * size + i])], vectors);
    }

    private static double OffDiagonal(double[] matrix, int size)
    {
        double sum = 0;
        for (int i = 0; i < size; i++)
        {
            for (int j = 0; j < i; j++)
                sum += matrix[i * size + j] * matrix[i * size + j];
        }

        return sum;
    }

    private static void Rotate(double[] matrix, double[] vectors, int size, int p, int q)
    {
        double apq = matrix[p * size + q];
        if (apq == 0)
            return;
        double theta = (matrix[q * size + q] - matrix[p * size + p]) / (2 * apq);
        double t = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
        double c = 1 / Math.Sqrt(t * t + 1), s = t * c;
        for (int k = 0; k < size; k++)
        {
            (double kp, double kq) = (matrix[k * size + p], matrix[k * size + q]);
            matrix[k * size + p] = c * kp - s * kq;
            matrix[k * size + q] = s * kp + c * kq;
            (double vp, double vq) = (vectors[k * size + p], vectors[k * size + q]);
            vectors[k * size + p] = c * vp - s * vq;
            vectors[k * size + q] = s * vp + c * vq;
        }

        for (int k = 0; k < size; k++)
        {
            (double pk, double qk) = (matrix[p * size + k], matrix[q * size + k]);
            matrix[p * size + k] = c * pk - s * qk;
            matrix[q * size + k] = s * pk + c * qk;
        }
    }
}
