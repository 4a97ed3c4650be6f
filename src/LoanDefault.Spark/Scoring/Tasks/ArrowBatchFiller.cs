using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LoanDefault.Arrow;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Applications.Conversion;

namespace LoanDefault.Spark.Scoring.Tasks;

/// <summary>Fills batches from Arrow columns of one layout. Owned by one thread at a time.</summary>
internal sealed class ArrowBatchFiller
{
    private readonly ArrowColumns _columns = new();
    private readonly ApplicationContract _contract;
    private readonly IReadOnlyList<int> _bound;
    private readonly int _first;
    private readonly int[] _absent;
    private ColumnReader[]? _readers;

    /// <summary>Prepares to read a layout.</summary>
    /// <param name="contract">The columns.</param>
    /// <param name="bound">The contract's position of each column that comes.</param>
    /// <param name="first">Where the first of them stands among all columns.</param>
    public ArrowBatchFiller(ApplicationContract contract, IReadOnlyList<int> bound, int first = 0)
    {
        _first = first;
        _contract = contract;
        _bound = bound;
        _absent = [.. Enumerable.Range(0, contract.Columns.Count).Except(bound).Where(c => contract.Columns[c].Type != ColumnType.Id)];
    }

    /// <summary>Fills every column of a batch but the ids.</summary>
    /// <param name="source">All columns.</param>
    /// <param name="start">The first of them, a multiple of 64.</param>
    /// <param name="count">How many.</param>
    /// <param name="batch">The batch.</param>
    public void Fill(IReadOnlyList<ArrowArray> source, int start, int count, ApplicationBatch batch)
    {
        _readers ??= Readers(source);
        batch.Reset(count);
        for (int i = 0; i < _readers.Length; i++)
            _readers[i].Read(_columns.View(source[_first + i], start, count), batch);
        foreach (int column in _absent)
            batch.SetAllMissing(column);
    }

    /// <summary>Sets the ids of the rows that were filled last. They point into the array, whose memory must not move meanwhile.</summary>
    /// <param name="ids">The ids as texts.</param>
    /// <param name="start">The first row, a multiple of 64.</param>
    /// <param name="batch">The batch.</param>
    public void FillIds(StringArray ids, int start, ApplicationBatch batch) => FillIds(_columns.View(ids, start, batch.Count), batch.Ids);

    private ColumnReader[] Readers(IReadOnlyList<ArrowArray> source) =>
    [
        .. _bound.Select((contract, i) =>
            ColumnReader.Create(_contract, contract, ArrowColumns.TypeOf(source[_first + i].DataType))),
    ];

    private static unsafe void FillIds(ArrowColumnView source, Span<Utf8Slice> ids)
    {
        for (int row = 0; row < ids.Length; row++)
        {
            if (source.IsNull(row))
            {
                ids[row] = default;
                continue;
            }

            ReadOnlySpan<byte> bytes = source.Bytes(row);
            ids[row] = new Utf8Slice((nint)Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes)), bytes.Length);
        }
    }
}
