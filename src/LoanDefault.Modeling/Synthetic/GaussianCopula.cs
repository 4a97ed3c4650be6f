using System.Numerics;
using System.Runtime.InteropServices;

namespace LoanDefault.Modeling.Synthetic;

/// <summary>
/// How columns depend on each other, apart from how each is spread: a normal vector whose correlations are such that the
/// columns' normal scores correlate as in the sample (Gaussian copula over mid-ranks; Cario and Nelson 1997, NORTA).
/// Immutable.
/// </summary>
internal sealed class GaussianCopula
{
    // Values that many rows share pull correlations towards zero, so the normal vector's are raised until a pilot's agree.
    private const int Rounds = 6;
    private const int PilotRows = 20_000;
    private const ulong PilotKey = 0x5851F42D4C957F2D;
    private const double LargestCorrelation = 0.999;

    private readonly double[] _lower;

    private GaussianCopula(int size, double[] lower)
    {
        Size = size;
        _lower = lower;
    }

    /// <summary>Number of columns.</summary>
    public int Size { get; }

    /// <summary>Learns how columns depend on each other.</summary>
    /// <param name="sample">The columns' values, NaN is missing; all of one length.</param>
    /// <param name="shapes">How each is spread.</param>
    public static GaussianCopula Learn(double[][] sample, ColumnShape[] shapes)
    {
        int size = sample.Length;
        double[] wanted = CorrelationMatrix.Of([.. sample.Zip(shapes, (values, shape) => values.Select(shape.ScoreOf).ToArray())]);
        double[] latent = (double[])wanted.Clone();
        double[] independent = Independent(size);
        var copula = new GaussianCopula(size, CorrelationMatrix.Factor(latent, size));
        for (int round = 0; round < Rounds; round++)
        {
            double[] found = CorrelationMatrix.Of(copula.Pilot(independent, shapes));
            for (int i = 0; i < latent.Length; i++)
            {
                if (i / size != i % size)
                    latent[i] = Math.Clamp(latent[i] + wanted[i] - found[i], -LargestCorrelation, LargestCorrelation);
            }

            copula = new GaussianCopula(size, CorrelationMatrix.Factor(latent, size));
        }

        return copula;
    }

    /// <summary>Makes independent standard normal numbers depend on each other, in place.</summary>
    /// <param name="normals">Column after column, each of <paramref name="stride"/> numbers, a whole number of vectors.</param>
    /// <param name="stride">Distance from one column to the next.</param>
    public void Correlate(Span<double> normals, int stride)
    {
        // From the last column to the first, as each needs those before it as they were.
        for (int i = Size - 1; i >= 0; i--)
        {
            Span<Vector<double>> column = MemoryMarshal.Cast<double, Vector<double>>(normals.Slice(i * stride, stride));
            var weight = new Vector<double>(_lower[i * Size + i]);
            for (int v = 0; v < column.Length; v++)
                column[v] *= weight;
            for (int k = 0; k < i; k++)
            {
                ReadOnlySpan<Vector<double>> other = MemoryMarshal.Cast<double, Vector<double>>(normals.Slice(k * stride, stride));
                weight = new Vector<double>(_lower[i * Size + k]);
                for (int v = 0; v < column.Length; v++)
                    column[v] += other[v] * weight;
            }
        }
    }

    private static double[] Independent(int size)
    {
        var normals = new double[size * PilotRows];
        for (int i = 0; i < normals.Length; i++)
            normals[i] = NormalQuantile.Of(CounterRandom.Uniform(CounterRandom.Bits(PilotKey, i)));
        return normals;
    }

    private double[][] Pilot(double[] independent, ColumnShape[] shapes)
    {
        double[] normals = (double[])independent.Clone();
        Correlate(normals, PilotRows);
        return [.. shapes.Select((shape, i) => normals.AsSpan(i * PilotRows, PilotRows).ToArray().Select(shape.Score).ToArray())];
    }
}
