using System.Buffers;
using System.Text;
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

    private readonly byte[][] _files;
    private readonly string _path;
    private readonly QuarantineRecord _record;
    private readonly ArrayBufferWriter<byte> _lines = new(BufferBytes);
    private readonly QuarantineLine _line;
    private FileStream? _stream;

    internal QuarantineSpool(ApplicationContract contract, InputTable input, string path)
    {
        _files = [.. input.Files.Select(f => Encoding.UTF8.GetBytes(f.RelativePath))];
        _path = path;
        _record = new QuarantineRecord(contract);
        _line = new QuarantineLine(_lines);
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
            _line.Write(_record, batch.Ids[row], _files[layout.FileNumbers[(int)files[row]]], rows[row]);
            _lines.Write("\n"u8);
            if (_lines.WrittenCount >= BufferBytes)
                WriteOut();
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
        _line.Dispose();
        _stream?.Dispose();
        _record.Dispose();
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

/// <summary>Spooled lines as the engine reads them.</summary>
internal static class SpooledLines
{
    /// <summary>The lines of some spools as a table expression.</summary>
    internal static string Table(IEnumerable<string> files) =>
        $"read_json({Sql.Files(files)}, format = 'newline_delimited', auto_detect = false, columns = {{{QuarantineLine.Id}: 'VARCHAR', "
        + $"{QuarantineLine.Rule}: 'VARCHAR', {QuarantineLine.Version}: 'INTEGER', \"{QuarantineLine.Column}\": 'VARCHAR', {QuarantineLine.Reason}: 'VARCHAR', {QuarantineLine.Rules}: 'VARCHAR[]', "
        + $"\"{QuarantineLine.Values}\": 'VARCHAR', {QuarantineLine.File}: 'VARCHAR', \"{QuarantineLine.Row}\": 'BIGINT'}})";
}
