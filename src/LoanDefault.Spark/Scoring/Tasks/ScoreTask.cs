using System.Buffers;
using System.Numerics;
using System.Text;
using LoanDefault.Arrow;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Errors;
using LoanDefault.Core.Pipeline;
using LoanDefault.Core.Validation;

namespace LoanDefault.Spark.Scoring.Tasks;

/// <summary>One task's way from record batches of applications to record batches of results. Used by one thread.</summary>
internal sealed class ScoreTask : IDisposable
{
    private readonly RunBundle _bundle;
    private readonly ApplicationBatch _batch;
    private readonly ScoredBatch _result = new();
    private readonly BatchScoringPipeline _pipeline;
    private readonly ArrowBatchFiller _filler;
    private readonly FeatureColumnsReader? _features;
    private readonly QuarantineRecord _record;
    private readonly QuarantineLine _line;
    private readonly ArrayBufferWriter<byte> _lineBytes = new();
    private readonly RunTotals _totals;
    private readonly ScoreRows _rows;
    private readonly Dictionary<string, byte[]> _files;
    private readonly int _idColumn;
    private BigInteger _idHashSum;
    private long _described;
    private byte[] _file = [];
    private byte[] _relativeFile = [];
    private long _readNanoseconds;
    private long _writeNanoseconds;

    /// <summary>Makes the buffers.</summary>
    /// <param name="bundle">What the run needs.</param>
    /// <param name="layout">The layout of the rows.</param>
    /// <param name="takesFeatures">Whether the features come as a column, the last one, and are not computed here.</param>
    public ScoreTask(RunBundle bundle, int layout, bool takesFeatures)
    {
        _bundle = bundle;
        ApplicationContract contract = bundle.Model.Contract;
        _batch = new ApplicationBatch(contract);
        _pipeline = new BatchScoringPipeline(bundle.Model.FeatureSet, bundle.Scorer, bundle.Settings.Decisions, bundle.Settings.BusinessDate);
        _filler = new ArrowBatchFiller(contract, bundle.Settings.Layouts[layout], ScoreInput.FirstColumn);
        _features = takesFeatures ? new FeatureColumnsReader(bundle.Model.FeatureSet.Features.Count) : null;
        _record = new QuarantineRecord(contract);
        _line = new QuarantineLine(_lineBytes);
        _totals = new RunTotals(bundle.Model.FeatureSet, bundle.Settings.Decisions);
        _rows = new ScoreRows(bundle.Model.FeatureSet);
        _files = bundle.Settings.Files.ToDictionary(f => f.Key, f => Encoding.UTF8.GetBytes(f.Value));
        _idColumn = contract.Id is null ? -1 : contract.IndexOf(contract.Id);
    }

    /// <summary>Scores a record batch.</summary>
    /// <returns>As many rows, in the same order; valid until the next call.</returns>
    public unsafe RecordBatch Score(RecordBatch source)
    {
        _rows.Begin(source.Length);
        var ids = (StringArray)source.Column(ScoreInput.Id);
        // The batch's ids are pointers.
        fixed (byte* pinned = ids.Data)
        {
            for (int start = 0; start < source.Length; start += ApplicationBatch.Capacity)
                ScoreRun(source, start, Math.Min(ApplicationBatch.Capacity, source.Length - start));
        }

        return _rows.ToBatch(ids);
    }

    /// <summary>One row that holds what the task counted.</summary>
    public RecordBatch Totals() => ScoreRows.OfTotals(new TaskTotals(
        _totals.Save(),
        _idHashSum,
        _pipeline.Counters.FeatureRows + (_features?.Work.Rows ?? 0),
        _pipeline.Counters.ModelRows,
        _pipeline.Counters.ValidationSeconds + _pipeline.Counters.FeatureSeconds + _pipeline.Counters.DecisionSeconds
            + ThreadTime.Seconds(_features?.Work.Nanoseconds ?? 0),
        _pipeline.Counters.ModelSeconds,
        ThreadTime.Seconds(_readNanoseconds),
        ThreadTime.Seconds(_writeNanoseconds),
        _bundle.Scorer.Report,
        $"{Environment.MachineName}/{Environment.ProcessId}"));

    public void Dispose()
    {
        _pipeline.Dispose();
        _features?.Dispose();
        _batch.Dispose();
        _record.Dispose();
        _line.Dispose();
    }

    private void ScoreRun(RecordBatch source, int start, int count)
    {
        long begin = ThreadTime.Now();
        _filler.Fill(source.Arrays, start, count, _batch);
        _filler.FillIds((StringArray)source.Column(ScoreInput.Id), start, _batch);
        HashIds();
        _features?.Read((StructArray)source.Arrays[^1], start, count);
        long filled = ThreadTime.Now();
        if (_features is null)
            _pipeline.Run(_batch, _result);
        else
            _pipeline.Run(_batch, _features.Matrix, _result);
        long scored = ThreadTime.Now();
        _totals.Add(_result);
        AddRows(source, start);
        _readNanoseconds += filled - begin;
        _writeNanoseconds += ThreadTime.Now() - scored;
    }

    private void HashIds()
    {
        Int128 sum = 0;
        Span<Utf8Slice> ids = _batch.Ids;
        for (int row = 0; row < ids.Length; row++)
        {
            Utf8Slice id = ids[row];
            sum += id.IsMissing ? IdHash.OfNull : IdHash.Of(ApplicationIdText.Written(id.Span));
            if (!ApplicationIdText.IsBlank(id.Span) && _bundle.Repeated.Contains(id.Span))
                _batch.Report(row, _idColumn, ValidationRules.DuplicateId);
        }

        _idHashSum += (BigInteger)sum;
    }

    private void AddRows(RecordBatch source, int start)
    {
        var files = (StringArray)source.Column(ScoreInput.File);
        ReadOnlySpan<long> positions = ((Int64Array)source.Column(ScoreInput.Row)).Values;
        _rows.AddScores(_result);
        for (int row = 0; row < _batch.Count; row++)
        {
            ReadOnlySpan<byte> file = RelativeFile(files.GetBytes(start + row));
            if (_result.IsQuarantined(row))
                _rows.AddQuarantined(Describe(row, file, positions[start + row]), file);
            else
                _rows.AddScored(_result.MissingFeatures, row, file);
        }
    }

    private ReadOnlySpan<byte> Describe(int row, ReadOnlySpan<byte> file, long position)
    {
        if (_described++ >= _bundle.Settings.MostDescribed)
            return default;
        _record.Fill(_batch, _result, row);
        _lineBytes.ResetWrittenCount();
        _line.Write(_record, _batch.Ids[row], file, position);
        return _lineBytes.WrittenSpan;
    }

    // Rows of one file come one after another.
    private ReadOnlySpan<byte> RelativeFile(ReadOnlySpan<byte> uri)
    {
        if (uri.SequenceEqual(_file))
            return _relativeFile;
        string text = Encoding.UTF8.GetString(uri);
        if (!_files.TryGetValue(text, out byte[]? relative))
            throw new BadInputException($"Spark read the file {text}, which is not among the {_files.Count} of the run's plan: run again when its writer has finished", text);
        _file = uri.ToArray();
        return _relativeFile = relative;
    }
}
