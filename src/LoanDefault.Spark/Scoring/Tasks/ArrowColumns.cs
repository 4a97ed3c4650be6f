using System.Runtime.InteropServices;
using LoanDefault.Arrow;
using LoanDefault.Arrow.Types;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Applications.Conversion;

namespace LoanDefault.Spark.Scoring.Tasks;

/// <summary>Cuts Arrow arrays into runs of a batch's rows. Owned by one thread at a time; a view is valid until the next.</summary>
internal sealed class ArrowColumns
{
    private readonly ulong[] _validity = new ulong[ApplicationBatch.Capacity / 64];
    private readonly byte[] _booleans = new byte[ApplicationBatch.Capacity];

    /// <summary>How Core's readers know an Arrow type.</summary>
    /// <exception cref="ArgumentException">They do not; the driver lets no such column through.</exception>
    public static SourceType TypeOf(ArrowType type) => type switch
    {
        { TypeId: ArrowTypeId.Boolean } => new SourceType(SourceKind.Boolean),
        { TypeId: ArrowTypeId.Int8 } => new SourceType(SourceKind.Int8),
        { TypeId: ArrowTypeId.Int16 } => new SourceType(SourceKind.Int16),
        { TypeId: ArrowTypeId.Int32 } => new SourceType(SourceKind.Int32),
        { TypeId: ArrowTypeId.Int64 } => new SourceType(SourceKind.Int64),
        { TypeId: ArrowTypeId.Float } => new SourceType(SourceKind.Float),
        { TypeId: ArrowTypeId.Double } => new SourceType(SourceKind.Double),
        { TypeId: ArrowTypeId.Date32 } => new SourceType(SourceKind.Date),
        { TypeId: ArrowTypeId.String } => new SourceType(SourceKind.Text),
        Decimal128Type decimals => new SourceType(SourceKind.Decimal128, (byte)decimals.Scale),
        _ => throw new ArgumentException($"a column of Arrow type {type} cannot be read as an application's", nameof(type)),
    };

    /// <summary>Rows of an array.</summary>
    /// <param name="array">An array of a type that <see cref="TypeOf"/> knows.</param>
    /// <param name="start">The first row, a multiple of 64.</param>
    /// <param name="count">Rows, at most <see cref="ApplicationBatch.Capacity"/>.</param>
    public ArrowColumnView View(ArrowArray array, int start, int count)
    {
        ReadOnlySpan<ulong> validity = ValidityOf(array, start, count);
        return array switch
        {
            BooleanArray booleans => new ArrowColumnView(Expand(booleans, start, count), validity, count),
            Int8Array values => Fixed<sbyte>(values, validity, start, count),
            Int16Array values => Fixed<short>(values, validity, start, count),
            Int32Array values => Fixed<int>(values, validity, start, count),
            Int64Array values => Fixed<long>(values, validity, start, count),
            FloatArray values => Fixed<float>(values, validity, start, count),
            DoubleArray values => Fixed<double>(values, validity, start, count),
            Date32Array values => Fixed<int>(values, validity, start, count),
            Decimal128Array values => Fixed<Int128>(values, validity, start, count),
            StringArray texts => new ArrowColumnView(texts.Data, texts.ValueOffsets.Slice(start, count + 1), validity, count),
            _ => throw new ArgumentException($"a column of Arrow type {array.DataType} cannot be read as an application's", nameof(array)),
        };
    }

    private static ArrowColumnView Fixed<T>(PrimitiveArray<T> array, ReadOnlySpan<ulong> validity, int start, int count)
        where T : unmanaged => new(MemoryMarshal.AsBytes(array.Values.Slice(start, count)), validity, count);

    // Arrow gives no promise that the bitmap ends with a whole word.
    private ReadOnlySpan<ulong> ValidityOf(ArrowArray array, int start, int count)
    {
        if (array.NullCount == 0)
            return default;
        Span<ulong> words = _validity.AsSpan(0, (count + 63) / 64);
        Span<byte> bytes = MemoryMarshal.AsBytes(words);
        bytes.Clear();
        array.Validity.Slice(start / 8, (count + 7) / 8).CopyTo(bytes);
        return words;
    }

    private ReadOnlySpan<byte> Expand(BooleanArray array, int start, int count)
    {
        ReadOnlySpan<byte> bits = array.Values;
        for (int row = 0; row < count; row++)
            _booleans[row] = (byte)(bits[(start + row) >> 3] >> ((start + row) & 7) & 1);
        return _booleans.AsSpan(0, count);
    }
}
