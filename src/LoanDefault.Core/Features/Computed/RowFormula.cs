using System.Numerics;

namespace LoanDefault.Core.Features.Computed;

/// <summary>
/// A feature's arithmetic for a few rows side by side. Every operation works lane by lane, so that a row's bits depend on
/// the row alone.
/// </summary>
internal interface IRowFormula
{
    /// <summary>The feature of the rows from <paramref name="row"/> on, as many as a vector has lanes.</summary>
    static abstract Vector<double> Apply(in FeatureInputs inputs, int row, ReadOnlySpan<double> parameters);
}

/// <summary>Applies a formula to every row of a batch.</summary>
internal static unsafe class RowFormula
{
    /// <summary>
    /// Computes all rows. The last ones, too few to fill a vector, go through the same formula in a padded copy: there is no
    /// second, scalar version that could differ.
    /// </summary>
    public static void Map<TFormula>(in FeatureInputs inputs, ReadOnlySpan<double> parameters, Span<double> destination)
        where TFormula : struct, IRowFormula
    {
        int width = Vector<double>.Count;
        int row = 0;
        for (; row <= destination.Length - width; row += width)
            TFormula.Apply(inputs, row, parameters).CopyTo(destination[row..]);
        if (row == destination.Length)
            return;

        double* padded = stackalloc double[inputs.Count * width];
        double** columns = stackalloc double*[inputs.Count];
        for (int input = 0; input < inputs.Count; input++)
        {
            columns[input] = padded + input * width;
            var column = new Span<double>(columns[input], width);
            column.Fill(double.NaN);
            inputs[input][row..].CopyTo(column);
        }

        Vector<double> last = TFormula.Apply(new FeatureInputs(columns, inputs.Count, width), 0, parameters);
        for (int lane = 0; row < destination.Length; lane++, row++)
            destination[row] = last[lane];
    }
}
