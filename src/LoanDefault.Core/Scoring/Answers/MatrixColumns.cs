using LoanDefault.Core.Features;

namespace LoanDefault.Core.Scoring.Answers;

/// <summary>A matrix of features as a table of numbers.</summary>
internal sealed class MatrixColumns(FeatureMatrix matrix) : INumberColumns
{
    /// <inheritdoc />
    public int Count => matrix.Count;

    /// <inheritdoc />
    public void Read(int column, Span<float> values) => matrix.Column(column).CopyTo(values);

    /// <inheritdoc />
    public void Read(int column, Span<double> values)
    {
        ReadOnlySpan<float> source = matrix.Column(column);
        for (int row = 0; row < source.Length; row++)
            values[row] = source[row];
    }

    /// <inheritdoc />
    public void Read(int column, Span<long> values)
    {
        ReadOnlySpan<float> source = matrix.Column(column);
        for (int row = 0; row < source.Length; row++)
            values[row] = (long)source[row];
    }
}
