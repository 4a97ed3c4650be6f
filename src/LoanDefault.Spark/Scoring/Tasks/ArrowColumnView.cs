using System.Runtime.InteropServices;
using LoanDefault.Core.Applications.Conversion;

namespace LoanDefault.Spark.Scoring.Tasks;

/// <summary>Some rows of an Arrow array as Core's readers see them.</summary>
internal readonly ref struct ArrowColumnView : IColumnView
{
    private readonly ReadOnlySpan<byte> _data;
    private readonly ReadOnlySpan<int> _offsets;

    /// <summary>Values of fixed width.</summary>
    public ArrowColumnView(ReadOnlySpan<byte> values, ReadOnlySpan<ulong> validity, int count)
    {
        _data = values;
        Validity = validity;
        Count = count;
    }

    /// <summary>Texts.</summary>
    public ArrowColumnView(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> offsets, ReadOnlySpan<ulong> validity, int count)
        : this(bytes, validity, count)
    {
        _offsets = offsets;
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public ReadOnlySpan<ulong> Validity { get; }

    /// <inheritdoc/>
    public ReadOnlySpan<T> Values<T>()
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(_data)[..Count];

    /// <inheritdoc/>
    public bool IsNull(int row) => !Validity.IsEmpty && (Validity[row >> 6] >> (row & 63) & 1) == 0;

    /// <inheritdoc/>
    public ReadOnlySpan<byte> Bytes(int row) => _data[_offsets[row].._offsets[row + 1]];
}
