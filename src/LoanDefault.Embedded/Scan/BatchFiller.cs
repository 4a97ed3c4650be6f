using LoanDefault.Core.Applications;
using LoanDefault.Core.Applications.Conversion;
using LoanDefault.Embedded.DuckDb;

namespace LoanDefault.Embedded.Scan;

/// <summary>Fills batches from the rows of one layout. Owned by one thread at a time.</summary>
internal sealed class BatchFiller
{
    private readonly ScanLayout _layout;
    private readonly ColumnReader[] _readers;

    /// <summary>Chooses a reader for every column.</summary>
    internal BatchFiller(ApplicationContract contract, ScanLayout layout)
    {
        _layout = layout;
        _readers =
        [
            .. layout.Columns.Select((c, i) =>
                ColumnReader.Create(contract, c.Contract, SourceTypes.Of(layout.ArgumentTypes[ScanLayout.FirstColumnArgument + i]))),
        ];
    }

    /// <summary>Fills every column of the batch. Ids point into the chunk.</summary>
    internal void Fill(ChunkView chunk, ApplicationBatch batch)
    {
        batch.Reset(chunk.RowCount);
        FillIds(chunk.Column(ScanLayout.IdArgument), batch.Ids);
        for (int i = 0; i < _readers.Length; i++)
            _readers[i].Read(chunk.Column(ScanLayout.FirstColumnArgument + i), batch);
        foreach (int column in _layout.AbsentColumns)
            FillAbsent(column, batch);
    }

    private static void FillIds(VectorView source, Span<Utf8Slice> ids)
    {
        for (int row = 0; row < ids.Length; row++)
            ids[row] = source.IsNull(row) ? default : source.Slice(row);
    }

    private static void FillAbsent(int column, ApplicationBatch batch)
    {
        if (batch.Contract.Columns[column].Type != ColumnType.Id)
            batch.SetAllMissing(column);
    }
}
