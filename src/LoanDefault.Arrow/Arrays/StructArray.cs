using LoanDefault.Arrow.Types;

namespace LoanDefault.Arrow;

/// <summary>Named columns side by side. A missing struct says nothing about its fields' own validity.</summary>
public sealed class StructArray : ArrowArray
{
    private ArrowArray[] _fields;

    /// <summary>A view over columns.</summary>
    /// <param name="dataType">Names and types.</param>
    /// <param name="length">The number of structs.</param>
    /// <param name="fields">One array a field, each of that length.</param>
    /// <param name="validity">A bit a struct; empty: all are present.</param>
    /// <param name="nullCount">The exact number of missing structs; -1: counted when needed.</param>
    /// <exception cref="ArgumentException">The arrays do not fit the type or the length.</exception>
    public StructArray(StructType dataType, int length, IReadOnlyList<ArrowArray> fields, ArrowBuffer validity = default, int nullCount = -1)
        : base(dataType, length, validity, nullCount, 0)
    {
        _fields = Columns.Checked(dataType.Fields, fields, length, nameof(fields));
    }

    // The reader has made the columns after the type.
    private StructArray(ArrowArray[] fields, StructType dataType, int length, ArrowBuffer validity, int nullCount)
        : base(dataType, length, validity, nullCount, 0) => _fields = fields;

    /// <summary>The columns; each starts at this array's first struct.</summary>
    public IReadOnlyList<ArrowArray> Fields => _fields;

    internal static StructArray Unchecked(StructType dataType, int length, ArrowArray[] fields, ArrowBuffer validity, int nullCount) =>
        new(fields, dataType, length, validity, nullCount);

    private protected override void OnSliced(int offset, int length) =>
        _fields = System.Array.ConvertAll(_fields, field => field.Slice(offset, length));
}
