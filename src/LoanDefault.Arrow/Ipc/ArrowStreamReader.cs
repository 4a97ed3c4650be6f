using LoanDefault.Arrow.FlatBuffers;
using LoanDefault.Arrow.Types;

namespace LoanDefault.Arrow.Ipc;

/// <summary>
/// Reads an Arrow IPC stream of metadata version V4 or V5, record batches uncompressed. Takes not one byte beyond the
/// end-of-stream marker, so that other data may follow in the same stream. Blocks as the stream does; not safe for several
/// threads. Reads the stream in pieces of 4 bytes and of whole messages: over a socket, give it a buffered stream.
/// </summary>
public sealed class ArrowStreamReader : IDisposable
{
    private readonly Stream _stream;
    private readonly ArrowStreamReaderOptions _options;
    private readonly MessageReader _messages;
    private BodyMemory _body = new();
    private Schema? _schema;
    private DictionaryStore? _dictionaries;
    private State _state;

    /// <summary>Prepares to read; nothing is read yet.</summary>
    /// <param name="stream">Stands at the stream's schema. Stays open unless the options say otherwise.</param>
    /// <param name="options">Null: the default ones.</param>
    public ArrowStreamReader(Stream stream, ArrowStreamReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        _stream = stream;
        _options = options ?? new ArrowStreamReaderOptions();
        _messages = new MessageReader(stream);
    }

    private enum State
    {
        Start,
        Open,
        Ended,
        Broken,
    }

    /// <summary>The columns. Read from the stream when first asked for.</summary>
    /// <exception cref="ArrowFormatException">The bytes are not a schema that can be read.</exception>
    /// <exception cref="IOException">The stream can't be read.</exception>
    public Schema Schema
    {
        get
        {
            if (_schema is null)
                Guarded(ReadSchema);
            return _schema!;
        }
    }

    /// <summary>Reads the next batch.</summary>
    /// <returns>
    /// The batch, valid until the next call (unless the options say otherwise); null: the stream has ended, and nothing is
    /// read any more.
    /// </returns>
    /// <exception cref="ArrowFormatException">The bytes break the format. The reader can't go on.</exception>
    /// <exception cref="IOException">The stream can't be read.</exception>
    public RecordBatch? ReadNextRecordBatch()
    {
        _ = Schema;
        RecordBatch? batch = null;
        if (_state != State.Ended)
            Guarded(() => batch = ReadBatch());
        return batch;
    }

    /// <summary>Forgets the memory; closes the stream if the options say so.</summary>
    public void Dispose()
    {
        _state = State.Ended;
        _body = new BodyMemory();
        if (_options.CloseStream)
            _stream.Dispose();
    }

    // What failed half way is not tried again: the stream's place is lost.
    private void Guarded(Action read)
    {
        if (_state is State.Broken or State.Ended)
            throw new InvalidOperationException(_state == State.Ended ? "the reader is disposed" : "an earlier read of this Arrow stream failed; it cannot be read further");
        State next = _state;
        _state = State.Broken;
        read();
        if (_state == State.Broken)
            _state = next == State.Start ? State.Open : next;
    }

    private void ReadSchema()
    {
        if (_messages.Next() is not true)
            throw new ArrowFormatException("the stream ends before its schema: its sender stopped early, or sent something else");
        FlatTable message = _messages.Message();
        if (message.Byte(Format.Message.HeaderType) != Format.Header.Schema || !message.TryTable(Format.Message.Header, out FlatTable schema))
            throw new ArrowFormatException("the stream does not begin with a schema: it is not an Arrow IPC stream, or what came before it was not read to its end");
        RequireNoBody(message);
        (_schema, long[] ids) = SchemaDecoder.Decode(schema, _messages.MetadataLength);
        _dictionaries = new DictionaryStore(_schema, ids);
    }

    private RecordBatch? ReadBatch()
    {
        while (_messages.Next() is { } more)
        {
            if (!more)
            {
                _state = State.Ended;
                return null;
            }
            FlatTable message = _messages.Message();
            byte type = message.Byte(Format.Message.HeaderType);
            if (!message.TryTable(Format.Message.Header, out FlatTable header))
                throw new ArrowFormatException("a message has no header: the stream is damaged");
            if (type == Format.Header.RecordBatch)
                return Decode(header, _messages.Body(message, NextBody()));
            if (type != Format.Header.DictionaryBatch)
                throw new ArrowFormatException($"a message is of type {type}, where only dictionaries (2) and record batches (3) may stand");
            _dictionaries!.Read(header, _messages.Body(message, new BodyMemory()));
        }
        if (!_options.AllowMissingEnd)
            throw new ArrowFormatException("the stream ends without its end-of-stream marker: its sender stopped early, so rows may be missing");
        _state = State.Ended;
        return null;
    }

    private RecordBatch Decode(FlatTable header, ArrowBuffer body)
    {
        var decoder = new BatchDecoder(header, body, _dictionaries!.ValuesFor);
        return RecordBatch.Unchecked(_schema!, decoder.Columns(_schema!.Fields, decoder.Length), decoder.Length);
    }

    private BodyMemory NextBody() => _options.ReuseMemory ? _body : _body = new BodyMemory();

    private static void RequireNoBody(FlatTable message)
    {
        if (message.Int64(Format.Message.BodyLength) != 0)
            throw new ArrowFormatException("the schema's message has a body, which no schema has: the stream is damaged");
    }
}
