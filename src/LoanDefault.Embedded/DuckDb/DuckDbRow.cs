namespace LoanDefault.Embedded.DuckDb;

/// <summary>One row of a small result, read by position. Valid while its chunk is.</summary>
public readonly struct DuckDbRow
{
    private readonly DuckDbChunk _chunk;
    private readonly int _row;

    internal DuckDbRow(DuckDbChunk chunk, int row)
    {
        _chunk = chunk;
        _row = row;
    }

    /// <summary>Whether the value is null.</summary>
    public bool IsNull(int column) => Column(column).IsNull(_row);

    /// <summary>A BOOLEAN.</summary>
    public bool GetBoolean(int column) => Column(column).Values<byte>()[_row] != 0;

    /// <summary>An INTEGER.</summary>
    public int GetInt32(int column) => Column(column).Values<int>()[_row];

    /// <summary>A BIGINT.</summary>
    public long GetInt64(int column) => Column(column).Values<long>()[_row];

    /// <summary>A UBIGINT.</summary>
    public ulong GetUInt64(int column) => Column(column).Values<ulong>()[_row];

    /// <summary>A HUGEINT, such as the sum of integers.</summary>
    public Int128 GetInt128(int column) => Column(column).Values<Int128>()[_row];

    /// <summary>A DOUBLE.</summary>
    public double GetDouble(int column) => Column(column).Values<double>()[_row];

    /// <summary>A VARCHAR.</summary>
    /// <exception cref="InvalidOperationException">The value is null.</exception>
    public string GetText(int column) => GetTextOrNull(column) ?? throw new InvalidOperationException($"column {column} is null");

    /// <summary>A VARCHAR, or null.</summary>
    public string? GetTextOrNull(int column) => Column(column).Text(_row);

    /// <summary>A BLOB's bytes, copied.</summary>
    public byte[] GetBlob(int column) => Column(column).Bytes(_row).ToArray();

    /// <summary>A VARCHAR[], its null elements as null.</summary>
    public IReadOnlyList<string?> GetTextList(int column)
    {
        var list = Column(column);
        var (offset, length) = list.List(_row);
        var elements = list.Elements();
        return [.. Enumerable.Range(offset, length).Select(i => elements.Text(i))];
    }

    private VectorView Column(int column) => _chunk.View.Column(column);
}
