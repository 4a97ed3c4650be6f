using LoanDefault.Core.Applications;
using LoanDefault.Core.Pipeline;
using LoanDefault.Core.Validation;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Duplicates;
using LoanDefault.Embedded.Scan;

namespace LoanDefault.Embedded.Scoring;

/// <summary>One call's way from a chunk of source columns to a chunk of results. Used by one thread at a time.</summary>
internal sealed class ScoringWorker : IDisposable
{
    private readonly ScoringContext _context;
    private readonly BatchFiller[] _fillers;
    private readonly ApplicationBatch _batch;
    private readonly ScoredBatch _result = new();
    private readonly BatchScoringPipeline _pipeline;
    private readonly ScoredVectors _vectors;
    private readonly QuarantineSpool _spool;
    private readonly Func<int, bool> _maySpool;
    private readonly int _idColumn;
    private long _fillNanoseconds;
    private long _emitNanoseconds;

    /// <summary>Makes the buffers.</summary>
    /// <param name="context">What to do.</param>
    /// <param name="spoolFile">Where quarantined rows go.</param>
    /// <param name="maySpool">Told of more quarantined rows, says whether they are worth spooling.</param>
    internal ScoringWorker(ScoringContext context, string spoolFile, Func<int, bool> maySpool)
    {
        _context = context;
        _maySpool = maySpool;
        ApplicationContract contract = context.Plan.Contract;
        _fillers = [.. context.Plan.Layouts.Select(l => new BatchFiller(contract, l))];
        _batch = new ApplicationBatch(contract);
        _pipeline = new BatchScoringPipeline(context.Features, context.Scorer, context.Decisions, context.BusinessDate);
        _vectors = new ScoredVectors(context);
        _spool = new QuarantineSpool(contract, context.Plan.Input, spoolFile);
        _idColumn = contract.Id is null ? -1 : contract.IndexOf(contract.Id);
        Totals = new RunTotals(context.Features, context.Decisions);
    }

    /// <summary>The figures of every row that this worker saw.</summary>
    internal RunTotals Totals { get; }

    /// <summary>Fingerprint of every row that was read.</summary>
    internal ApplicationIdHash ReadIds { get; private set; }

    /// <summary>Where Core's time went.</summary>
    internal StageCounters Counters => _pipeline.Counters;

    /// <summary>The file of quarantined rows; null when there are none.</summary>
    internal string? SpoolFile => _spool.File;

    /// <summary>Time to bring columns into the batch, in seconds of processor time.</summary>
    internal double FillSeconds => ThreadTime.Seconds(_fillNanoseconds);

    /// <summary>Time to bring results to the engine and quarantined rows to the spool, in seconds of processor time.</summary>
    internal double EmitSeconds => ThreadTime.Seconds(_emitNanoseconds);

    /// <summary>Scores a chunk.</summary>
    /// <param name="layout">The position of the chunk's layout in the plan.</param>
    /// <param name="input">The layout's arguments.</param>
    /// <param name="output">The result: <see cref="ScoredVectors.Type"/>.</param>
    internal void Score(int layout, ChunkView input, VectorWriter output)
    {
        long start = ThreadTime.Now();
        _fillers[layout].Fill(input, _batch);
        HashIds();
        long filled = ThreadTime.Now();
        _pipeline.Run(_batch, _result);
        long scored = ThreadTime.Now();
        Totals.Add(_result);
        _vectors.Write(layout, input, _result, output);
        if (_result.QuarantinedCount > 0 && _maySpool(_result.QuarantinedCount))
            _spool.Add(_context.Plan.Layouts[layout], input, _batch, _result);
        _fillNanoseconds += filled - start;
        _emitNanoseconds += ThreadTime.Now() - scored;
        _context.Progress.Add(input.RowCount);
    }

    /// <summary>Ends the spool, so that the engine can read it.</summary>
    internal void Complete() => _spool.Complete();

    public void Dispose()
    {
        _pipeline.Dispose();
        _batch.Dispose();
        _spool.Dispose();
    }

    private void HashIds()
    {
        ApplicationIdHash ids = ReadIds;
        IdHashSet repeated = _context.RepeatedIds;
        Span<Utf8Slice> slices = _batch.Ids;
        for (int row = 0; row < slices.Length; row++)
        {
            ReadOnlySpan<byte> id = slices[row].Span;
            UInt128 hash = ApplicationIdHash.HashOf(id);
            ids = ids.Add(id.Length <= ApplicationIdText.MaximumBytes ? hash : ApplicationIdHash.HashOf(ApplicationIdText.Written(id)));
            if (repeated.Count > 0 && repeated.Contains(_context.CoarseHash(hash)) && IsRepeated(id))
                _batch.Report(row, _idColumn, ValidationRules.DuplicateId);
        }

        ReadIds = ids;
    }

    private bool IsRepeated(ReadOnlySpan<byte> id) =>
        !ApplicationIdText.IsBlank(id) && !_context.IsUniqueAfterAll(ApplicationIdText.Written(id));
}
