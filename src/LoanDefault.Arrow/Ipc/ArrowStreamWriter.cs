using LoanDefault.Arrow.FlatBuffers;
using LoanDefault.Arrow.Types;

namespace LoanDefault.Arrow.Ipc;

/// <summary>
/// Writes an Arrow IPC stream of metadata version V5, uncompressed, padded to 8 bytes. Arrays go to the stream from where
/// they lie; slices that do not start at a byte or at offset 0 are shifted on the way. Blocks as the stream does; not safe
/// for several threads. Never flushes or closes the stream.
/// </summary>
public sealed class ArrowStreamWriter
{
    private readonly MessageWriter _messages;
    private readonly FlatBuilder _builder = new();
    private readonly BodyLayout _layout = new();
    private readonly List<DictionaryArray> _dictionaries = [];
    // What the peer has as the dictionary of each dictionary-encoded field.
    private readonly List<ArrowArray?> _sent = [];
    private State _state;

    /// <summary>Prepares to write; nothing is written yet.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="schema">The columns of every batch.</param>
    public ArrowStreamWriter(Stream stream, Schema schema)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(schema);
        _messages = new MessageWriter(stream);
        Schema = schema;
    }

    private enum State
    {
        Start,
        Open,
        Ended,
    }

    /// <summary>The columns of every batch.</summary>
    public Schema Schema { get; }

    /// <summary>Writes the schema, unless it is written already. The first batch does it too.</summary>
    /// <exception cref="IOException">The stream can't be written.</exception>
    /// <exception cref="InvalidOperationException">The stream has been ended.</exception>
    public void WriteStart()
    {
        if (_state == State.Ended)
            throw new InvalidOperationException("the Arrow stream has been ended: nothing can follow");
        if (_state == State.Open)
            return;
        _builder.Clear();
        int schema = new SchemaEncoder(_builder).Encode(Schema);
        _messages.Metadata(BatchEncoder.Message(_builder, Format.Header.Schema, schema, bodyLength: 0));
        _messages.Flush();
        _state = State.Open;
    }

    /// <summary>Writes a batch; before the first one the schema, and before it dictionaries that the peer hasn't got.</summary>
    /// <param name="batch">Its schema equals the stream's. Without rows it's written too.</param>
    /// <exception cref="ArgumentException">The batch has another schema.</exception>
    /// <exception cref="IOException">The stream can't be written; it is broken then.</exception>
    /// <exception cref="InvalidOperationException">The stream has been ended.</exception>
    public void WriteRecordBatch(RecordBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (!ReferenceEquals(batch.Schema, Schema) && !batch.Schema.Equals(Schema))
            throw new ArgumentException($"the batch's columns ({batch.Schema}) are not the stream's ({Schema})", nameof(batch));
        WriteStart();
        WriteDictionaries(batch);
        _layout.Clear();
        foreach (ArrowArray array in batch.Arrays)
            _layout.Add(array);
        _builder.Clear();
        Send(Format.Header.RecordBatch, BatchEncoder.RecordBatch(_builder, batch.Length, _layout));
    }

    /// <summary>Writes the end-of-stream marker, and the schema if no batch has come. Without it, readers take the stream for broken.</summary>
    /// <exception cref="IOException">The stream can't be written.</exception>
    public void WriteEnd()
    {
        if (_state == State.Ended)
            return;
        WriteStart();
        _messages.End();
        _messages.Flush();
        _state = State.Ended;
    }

    private void WriteDictionaries(RecordBatch batch)
    {
        _dictionaries.Clear();
        DictionaryArrays.AddTo(_dictionaries, batch.Arrays);
        for (int id = 0; id < _dictionaries.Count; id++)
        {
            if (_sent.Count <= id)
                _sent.Add(null);
            ArrowArray values = _dictionaries[id].Dictionary;
            if (ReferenceEquals(_sent[id], values))
                continue;
            _layout.Clear();
            _layout.Add(values);
            _builder.Clear();
            Send(Format.Header.DictionaryBatch, BatchEncoder.DictionaryBatch(_builder, id, values.Length, _layout));
            _sent[id] = values;
        }
    }

    private void Send(byte headerType, int header)
    {
        _messages.Metadata(BatchEncoder.Message(_builder, headerType, header, _layout.BodyLength));
        _messages.Body(_layout.Buffers);
        _messages.Flush();
    }
}
