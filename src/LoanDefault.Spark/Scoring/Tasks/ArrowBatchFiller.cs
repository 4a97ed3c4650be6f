using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LoanDefault.Arrow;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Applications.Conversion;

namespace LoanDefault.Spark.Scoring.Tasks;

/// <summary>Fills batches from record batches of one layout. Owned by one thread at a time.</summary>
internal sealed class ArrowBatchFiller
{
    private readonly ArrowColumns _columns = new();
    private readonly ApplicationContract _contract;
    private readonly IReadOnlyList<int> _bound;
    private readonly int[] _absent;
    private ColumnReader[]? _readers;

    /// <summary>Prepares to read a layout.</summary>
    /// <param name="contract">The columns.</param>
    /// <param name="bound">The contract's position of each column behind <see cref="ScoreInput.FirstColumn"/>.</param>
    public ArrowBatchFiller(ApplicationContract contract, IReadOnlyList<int> bound)
    {
        _contract = contract;
        _bound = bound;
        _absent = [.. Enumerable.Range(0, contract.Columns.Count).Except(bound).Where(c => contract.Columns[c].Type != ColumnType.Id)];
    }

    /// <summary>Fills every column of a batch. Ids point into the record batch, whose memory must not move meanwhile.</summary>
    /// <param name="source">The rows.</param>
    /// <param name="start">The first of them, a multiple of 64.</param>
    /// <param name="count">How many.</param>
    /// <param name="batch">The batch.</param>
    public void Fill(RecordBatch source, int start, int count, ApplicationBatch batch)
    {
        _readers ??= Readers(source);
        batch.Reset(count);
        FillIds(_columns.View(source.Column(ScoreInput.Id), start, count), batch.Ids);
        for (int i = 0; i < _readers.Length; i++)
            _readers[i].Read(_columns.View(source.Column(ScoreInput.FirstColumn + i), start, count), batch);
        foreach (int column in _absent)
            batch.SetAllMissing(column);
    }

    private ColumnReader[] Readers(RecordBatch source) =>
    [
        .. _bound.Select((contract, i) =>
            ColumnReader.Create(_contract, contract, ArrowColumns.TypeOf(source.Column(ScoreInput.FirstColumn + i).DataType))),
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
