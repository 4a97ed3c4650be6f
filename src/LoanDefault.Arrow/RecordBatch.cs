using LoanDefault.Arrow.Ipc;
using LoanDefault.Arrow.Types;

namespace LoanDefault.Arrow;

/// <summary>
/// Columns of equal length. A batch that a reader returned is a view of its buffer: valid until the reader's next read, so
/// who keeps it longer keeps a <see cref="Clone"/>.
/// </summary>
public sealed class RecordBatch
{
    private readonly ArrowArray[] _arrays;

    /// <summary>Puts columns together.</summary>
    /// <param name="schema">Names and types.</param>
    /// <param name="arrays">One array a field, each of that length.</param>
    /// <param name="length">The number of rows; a batch without columns has one too.</param>
    /// <exception cref="ArgumentException">The arrays do not fit the schema or the length.</exception>
    public RecordBatch(Schema schema, IReadOnlyList<ArrowArray> arrays, int length)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Schema = schema;
        Length = length;
        _arrays = Columns.Checked(schema.Fields, arrays, length, nameof(arrays));
    }

    private RecordBatch(int length, Schema schema, ArrowArray[] arrays)
    {
        Schema = schema;
        Length = length;
        _arrays = arrays;
    }

    /// <summary>Names and types.</summary>
    public Schema Schema { get; }

    /// <summary>The number of rows.</summary>
    public int Length { get; }

    /// <summary>The number of columns.</summary>
    public int ColumnCount => _arrays.Length;

    /// <summary>The columns in the schema's order.</summary>
    public IReadOnlyList<ArrowArray> Arrays => _arrays;

    /// <summary>A column.</summary>
    /// <param name="index">Its position, from 0.</param>
    public ArrowArray Column(int index) => _arrays[index];

    /// <summary>The first column with a name.</summary>
    /// <param name="name">The name, case-sensitive.</param>
    /// <exception cref="ArgumentException">There is none.</exception>
    public ArrowArray Column(string name)
    {
        int index = Schema.GetFieldIndex(name);
        return index >= 0
            ? _arrays[index]
            : throw new ArgumentException($"there is no column '{name}' among {string.Join(", ", Schema.Fields.Select(field => field.Name))}", nameof(name));
    }

    /// <summary>Some rows, over the same buffers.</summary>
    /// <param name="offset">The first row.</param>
    /// <param name="length">The number of rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rows are not within the batch.</exception>
    public RecordBatch Slice(int offset, int length)
    {
        if ((uint)offset > (uint)Length || (uint)length > (uint)(Length - offset))
            throw new ArgumentOutOfRangeException(nameof(offset), $"rows {offset} to {offset + (long)length} are not within a batch of {Length}");
        return new RecordBatch(length, Schema, System.Array.ConvertAll(_arrays, array => array.Slice(offset, length)));
    }

    /// <summary>A copy with memory of its own, exactly as much as the rows need. Dictionaries are shared: readers never overwrite them.</summary>
    public RecordBatch Clone() => BatchCopy.Of(this);

    // For those who have made the arrays after the schema.
    internal static RecordBatch Unchecked(Schema schema, ArrowArray[] arrays, int length) => new(length, schema, arrays);
}
