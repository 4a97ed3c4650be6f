using System.Collections;
using LoanDefault.Arrow;
using LoanDefault.Arrow.Ipc;
using LoanDefault.Arrow.Types;
using LoanDefault.Spark.Worker.Wire;

namespace LoanDefault.Spark.Worker.Tasks;

/// <summary>
/// The partition's batches as the function sees them. They can be enumerated once: starting again would silently miss rows. What
/// went wrong while reading is remembered, as a function may swallow it and end as if all was well.
/// </summary>
/// <param name="input">Stands at the Arrow stream.</param>
/// <param name="unwraps">The stream has one struct column whose fields are the columns (map), not the columns themselves.</param>
internal sealed class InputBatches(WireInput input, bool unwraps) : IEnumerable<RecordBatch>, IDisposable
{
    private readonly ArrowStreamReader _reader = new(input);
    private bool _isStarted;
    private Exception? _failure;
    private Schema? _columns;

    /// <summary>The end of the stream was read; what follows on the connection can be read next.</summary>
    public bool IsDrained { get; private set; }

    /// <summary>Throws what went wrong while reading, if anything did.</summary>
    public void ThrowIfFailed()
    {
        if (_failure is not null)
            throw new WorkerProtocolException($"the function went on although its input broke off: {_failure.Message}", _failure);
    }

    public void Dispose() => _reader.Dispose();

    public IEnumerator<RecordBatch> GetEnumerator()
    {
        if (_isStarted)
            throw new InvalidOperationException("a partition's batches can be enumerated once: keep Clones of those that are needed again");
        _isStarted = true;
        return Batches();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IEnumerator<RecordBatch> Batches()
    {
        while (Next() is { } batch)
            yield return batch;
        IsDrained = true;
    }

    private RecordBatch? Next()
    {
        try
        {
            return _reader.ReadNextRecordBatch() is { } batch ? unwraps ? Unwrap(batch) : batch : null;
        }
        catch (Exception failure)
        {
            _failure = failure;
            throw;
        }
    }

    private RecordBatch Unwrap(RecordBatch batch)
    {
        if (batch.ColumnCount != 1 || batch.Column(0) is not StructArray { NullCount: 0 } rows)
            throw new WorkerProtocolException($"Spark sent columns ({batch.Schema}) where one struct without missing rows stands");
        _columns ??= new Schema(rows.DataType.Fields);
        return new RecordBatch(_columns, rows.Fields, batch.Length);
    }
}
