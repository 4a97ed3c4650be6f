namespace LoanDefault.Modeling;

/// <summary>Rows of float32 features, row by row in one array; NaN is missing.</summary>
internal sealed class FloatMatrix
{
    /// <summary>Wraps an array.</summary>
    /// <param name="values">The rows, one behind the other; kept, not copied.</param>
    /// <param name="columnCount">How many values a row has; at least 1.</param>
    public FloatMatrix(float[] values, int columnCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columnCount, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length % columnCount, 0);
        Values = values;
        ColumnCount = columnCount;
    }

    public float[] Values { get; }

    public int ColumnCount { get; }

    public int RowCount => Values.Length / ColumnCount;

    public ReadOnlySpan<float> Row(int row) => Values.AsSpan(row * ColumnCount, ColumnCount);

    /// <summary>A copy of some rows, in the order in which they are named.</summary>
    public FloatMatrix Take(ReadOnlySpan<int> rows)
    {
        var values = new float[rows.Length * ColumnCount];
        for (var i = 0; i < rows.Length; i++)
            Row(rows[i]).CopyTo(values.AsSpan(i * ColumnCount));
        return new FloatMatrix(values, ColumnCount);
    }
}
