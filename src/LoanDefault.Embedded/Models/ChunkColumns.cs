using LoanDefault.Core.Errors;
using LoanDefault.Core.Scoring.Answers;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Native;

namespace LoanDefault.Embedded.Models;

/// <summary>The columns of a chunk as numbers; nulls are missing.</summary>
/// <param name="columns">The table's columns, as they come in the chunk.</param>
/// <param name="file">What messages call the table.</param>
internal sealed class ChunkColumns(IReadOnlyList<DuckDbColumn> columns, string file) : INumberColumns
{
    // 2^63 as a double: the first above all whole numbers of 64 bits.
    private const double WholeEnd = 9223372036854775808.0;

    private ChunkView _chunk;

    /// <inheritdoc />
    public int Count => _chunk.RowCount;

    /// <summary>The types of numbers that are read as they are; others are brought to doubles by the engine.</summary>
    public static bool IsRead(DuckDbTypeId type) => type is DuckDbTypeId.Float or DuckDbTypeId.Double or DuckDbTypeId.Boolean
        or DuckDbTypeId.TinyInt or DuckDbTypeId.SmallInt or DuckDbTypeId.Integer or DuckDbTypeId.BigInt
        or DuckDbTypeId.UTinyInt or DuckDbTypeId.USmallInt or DuckDbTypeId.UInteger or DuckDbTypeId.UBigInt;

    /// <summary>Looks at another chunk.</summary>
    public void Reset(ChunkView chunk) => _chunk = chunk;

    /// <inheritdoc />
    public void Read(int column, Span<float> values)
    {
        VectorView vector = _chunk.Column(column);
        switch (columns[column].Type.Id)
        {
            case DuckDbTypeId.Float:
                vector.Values<float>().CopyTo(values);
                break;
            case DuckDbTypeId.Double:
                ReadOnlySpan<double> doubles = vector.Values<double>();
                for (int row = 0; row < values.Length; row++)
                    values[row] = (float)doubles[row];
                break;
            case DuckDbTypeId.BigInt:
                ReadOnlySpan<long> longs = vector.Values<long>();
                for (int row = 0; row < values.Length; row++)
                    values[row] = longs[row];
                break;
            case DuckDbTypeId.UBigInt:
                ReadOnlySpan<ulong> ulongs = vector.Values<ulong>();
                for (int row = 0; row < values.Length; row++)
                    values[row] = ulongs[row];
                break;
            default:
                for (int row = 0; row < values.Length; row++)
                    values[row] = (float)Small(vector, columns[column].Type.Id, row);
                break;
        }

        for (int row = 0; !vector.Validity.IsEmpty && row < values.Length; row++)
            values[row] = vector.IsNull(row) ? float.NaN : values[row];
    }

    /// <inheritdoc />
    public void Read(int column, Span<double> values)
    {
        VectorView vector = _chunk.Column(column);
        for (int row = 0; row < values.Length; row++)
            values[row] = vector.IsNull(row) ? double.NaN : Double(vector, columns[column].Type.Id, row);
    }

    /// <inheritdoc />
    public void Read(int column, Span<long> values)
    {
        VectorView vector = _chunk.Column(column);
        DuckDbTypeId type = columns[column].Type.Id;
        for (int row = 0; row < values.Length; row++)
        {
            if (vector.IsNull(row))
                throw Misfit(column, "a number is missing, and the model's input takes none that is");
            values[row] = type == DuckDbTypeId.BigInt ? vector.Values<long>()[row] : Whole(column, Double(vector, type, row));
        }
    }

    private long Whole(int column, double value) => value == Math.Truncate(value) && value is >= -WholeEnd and < WholeEnd
        ? (long)value
        : throw Misfit(column, "a number is no whole number of 64 bits, and the model's input takes none other");

    private BadInputException Misfit(int column, string problem) =>
        new($"{file}: column '{columns[column].Name}': {problem}: repair the column, or export the model for floats", file, columns[column].Name);

    private static double Double(VectorView vector, DuckDbTypeId type, int row) => type switch
    {
        DuckDbTypeId.Float => vector.Values<float>()[row],
        DuckDbTypeId.Double => vector.Values<double>()[row],
        DuckDbTypeId.BigInt => vector.Values<long>()[row],
        DuckDbTypeId.UBigInt => vector.Values<ulong>()[row],
        _ => Small(vector, type, row),
    };

    // Those that a double holds exactly.
    private static double Small(VectorView vector, DuckDbTypeId type, int row) => type switch
    {
        DuckDbTypeId.Boolean => vector.Values<byte>()[row] != 0 ? 1 : 0,
        DuckDbTypeId.TinyInt => vector.Values<sbyte>()[row],
        DuckDbTypeId.UTinyInt => vector.Values<byte>()[row],
        DuckDbTypeId.SmallInt => vector.Values<short>()[row],
        DuckDbTypeId.USmallInt => vector.Values<ushort>()[row],
        DuckDbTypeId.Integer => vector.Values<int>()[row],
        DuckDbTypeId.UInteger => vector.Values<uint>()[row],
        _ => throw new InvalidOperationException($"type {type} was not checked"),
    };
}
