using LoanDefault.Arrow.FlatBuffers;
using LoanDefault.Arrow.Types;

namespace LoanDefault.Arrow.Ipc;

/// <summary>
/// The dictionaries of a stream as they are now. Their memory is their own and never overwritten: arrays of earlier batches
/// keep the values they had.
/// </summary>
internal sealed class DictionaryStore
{
    private readonly long[] _ids;
    private readonly Dictionary<long, Entry> _entries = [];

    /// <summary>Prepares the dictionaries of a schema.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="ids">The dictionary of each dictionary-encoded field, in the order in which they stand, depth first.</param>
    public DictionaryStore(Schema schema, long[] ids)
    {
        _ids = ids;
        int position = 0;
        foreach (Field field in schema.Fields)
            Declare(field, ref position);
    }

    /// <summary>The values of the dictionary-encoded field at a position of that order.</summary>
    public ArrowArray ValuesFor(int position) => _entries[_ids[position]].Values;

    /// <summary>Takes a DictionaryBatch in.</summary>
    public void Read(FlatTable dictionary, ArrowBuffer body)
    {
        long id = dictionary.Int64(Format.DictionaryBatch.Id);
        if (!_entries.TryGetValue(id, out Entry? entry))
            throw new ArrowFormatException($"the stream has a dictionary {id} that no column of its schema uses");
        if (!dictionary.TryTable(Format.DictionaryBatch.Data, out FlatTable data))
            throw new ArrowFormatException($"dictionary {id} comes without values");
        var decoder = new BatchDecoder(data, body, dictionaries: null);
        ArrowArray values = decoder.Columns(entry.Fields, decoder.Length)[0];
        if (dictionary.Boolean(Format.DictionaryBatch.IsDelta))
            entry.Append(values, id);
        else
            entry.Replace(values);
    }

    private void Declare(Field field, ref int position)
    {
        if (field.DataType is DictionaryType type)
        {
            long id = _ids[position++];
            if (!_entries.TryGetValue(id, out Entry? entry))
                _entries.Add(id, new Entry(type.ValueType));
            else if (!entry.Fields[0].DataType.Equals(type.ValueType))
                throw new ArrowFormatException($"dictionary {id} is of {entry.Fields[0].DataType} for one column and of {type.ValueType} for another");
        }
        foreach (Field child in field.DataType.Fields)
            Declare(child, ref position);
    }

    private sealed class Entry(ArrowType type)
    {
        // Collects values from the first delta on, in memory that doubles: many small deltas cost no more than one large.
        private StringArray.Builder? _strings;
        private ArrowArray? _values;

        public IReadOnlyList<Field> Fields { get; } = [new Field("dictionary", type, nullable: true)];

        public ArrowArray Values => _values ??= EmptyArray.Of(type);

        public void Replace(ArrowArray values)
        {
            _values = values;
            _strings = null;
        }

        public void Append(ArrowArray values, long id)
        {
            if (_values is null)
            {
                _values = values;
                return;
            }
            if (values is not StringArray added || _values is not StringArray current)
                throw new ArrowFormatException($"dictionary {id} of {type} is extended by a delta, which is read for strings only: let the sender replace it");
            if (_strings is null)
            {
                _strings = new StringArray.Builder();
                Add(current, id);
            }
            Add(added, id);
            _values = _strings.Snapshot();
        }

        private void Add(StringArray values, long id)
        {
            if ((long)_strings!.DataLength + values.Data.Length > int.MaxValue || (long)_strings.Length + values.Length > int.MaxValue / sizeof(int) - 1)
                throw new ArrowFormatException($"dictionary {id} has grown beyond 2 GiB: let the sender replace it");
            for (int i = 0; i < values.Length; i++)
            {
                if (values.IsValid(i))
                    _strings.Append(values.GetBytes(i));
                else
                    _strings.AppendNull();
            }
        }
    }
}
