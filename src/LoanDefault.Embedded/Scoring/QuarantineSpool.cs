using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using LoanDefault.Core.Applications;
using LoanDefault.Core.Pipeline;
using LoanDefault.Embedded.DuckDb;
using LoanDefault.Embedded.Input;
using LoanDefault.Embedded.Scan;

namespace LoanDefault.Embedded.Scoring;

/// <summary>
/// Quarantined rows of one worker, one JSON object a line, in a temporary file: they are few, and even when they are all,
/// memory stays bounded. The engine turns the lines into the table afterwards.
/// </summary>
internal sealed class QuarantineSpool : IDisposable
{
    private const int BufferBytes = 1 << 16;

    private readonly InputTable _input;
    private readonly string _path;
    private readonly QuarantineRecord _record;
    private readonly ArrayBufferWriter<byte> _lines = new(BufferBytes);
    private readonly Utf8JsonWriter _json;
    private FileStream? _stream;

    internal QuarantineSpool(ApplicationContract contract, InputTable input, string path)
    {
        _input = input;
        _path = path;
        _record = new QuarantineRecord(contract);
        _json = new Utf8JsonWriter(
            _lines, new JsonWriterOptions { SkipValidation = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }

    /// <summary>The file; null when no row was added.</summary>
    internal string? File => _stream is null ? null : _path;

    /// <summary>Adds the quarantined rows of a batch.</summary>
    internal void Add(ScanLayout layout, ChunkView input, ApplicationBatch batch, ScoredBatch result)
    {
        ReadOnlySpan<ulong> files = input.Column(ScanLayout.FileArgument).Values<ulong>();
        ReadOnlySpan<long> rows = input.Column(ScanLayout.RowArgument).Values<long>();
        for (int row = 0; row < batch.Count; row++)
        {
            if (!result.IsQuarantined(row))
                continue;
            _record.Fill(batch, result, row);
            WriteLine(batch.Ids[row], _input.Files[layout.FileNumbers[(int)files[row]]].RelativePath, rows[row]);
        }
    }

    /// <summary>Writes everything to the file and closes it.</summary>
    internal void Complete()
    {
        WriteOut();
        _stream?.Dispose();
    }

    public void Dispose()
    {
        _json.Dispose();
        _stream?.Dispose();
        _record.Dispose();
    }

    private void WriteLine(Utf8Slice id, string file, long row)
    {
        QuarantineReason first = _record.First;
        _json.WriteStartObject();
        if (!id.IsMissing)
            _json.WriteString(QuarantineLine.Id, id.Span);
        _json.WriteString(QuarantineLine.Rule, first.Rule.Id);
        _json.WriteNumber(QuarantineLine.Version, first.Rule.Version);
        if (first.ColumnName is { } column)
            _json.WriteString(QuarantineLine.Column, column);
        _json.WriteString(QuarantineLine.Reason, first.TextUtf8);
        _json.WriteStartArray(QuarantineLine.Rules);
        foreach (QuarantineReason reason in _record.Reasons)
            _json.WriteStringValue(reason.LabelUtf8);
        _json.WriteEndArray();
        _json.WriteString(QuarantineLine.Values, _record.MaskedValues);
        _json.WriteString(QuarantineLine.File, file);
        _json.WriteNumber(QuarantineLine.Row, row);
        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
        _lines.Write("\n"u8);
        if (_lines.WrittenCount >= BufferBytes)
            WriteOut();
    }

    private void WriteOut()
    {
        if (_lines.WrittenCount == 0)
            return;
        _stream ??= new FileStream(_path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _stream.Write(_lines.WrittenSpan);
        _lines.ResetWrittenCount();
    }
}

/// <summary>The fields of a spooled line.</summary>
internal static class QuarantineLine
{
    internal const string Id = "id";
    internal const string Rule = "rule";
    internal const string Version = "version";
    internal const string Column = "column";
    internal const string Reason = "reason";
    internal const string Rules = "rules";
    internal const string Values = "values";
    internal const string File = "file";
    internal const string Row = "row";

    /// <summary>The lines of some spools as a table expression.</summary>
    internal static string Table(IEnumerable<string> files) =>
        $"read_json({Sql.Files(files)}, format = 'newline_delimited', auto_detect = false, columns = {{{Id}: 'VARCHAR', "
        + $"{Rule}: 'VARCHAR', {Version}: 'INTEGER', \"{Column}\": 'VARCHAR', {Reason}: 'VARCHAR', {Rules}: 'VARCHAR[]', "
        + $"\"{Values}\": 'VARCHAR', {File}: 'VARCHAR', \"{Row}\": 'BIGINT'}})";
}
