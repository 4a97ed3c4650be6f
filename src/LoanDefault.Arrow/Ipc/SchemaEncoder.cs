using LoanDefault.Arrow.FlatBuffers;
using LoanDefault.Arrow.Types;

namespace LoanDefault.Arrow.Ipc;

/// <summary>Writes the table of a schema. Dictionaries are numbered from 0 in the order of their fields, depth first.</summary>
internal sealed class SchemaEncoder(FlatBuilder builder)
{
    private long _nextDictionary;

    public int Encode(Schema schema)
    {
        int fields = Fields(schema.Fields);
        int metadata = Metadata(schema.Metadata);
        builder.StartTable(Format.Schema.Slots);
        builder.AddReference(Format.Schema.Fields, fields);
        builder.AddReference(Format.Schema.Metadata, metadata);
        return builder.EndTable();
    }

    private int Fields(IReadOnlyList<Field> fields)
    {
        var references = new int[fields.Count];
        for (int i = 0; i < references.Length; i++)
            references[i] = Field(fields[i]);
        return builder.References(references);
    }

    private int Field(Field field)
    {
        int dictionary = 0;
        ArrowType stored = field.DataType;
        if (stored is DictionaryType encoded)
        {
            dictionary = Dictionary(encoded);
            stored = encoded.ValueType;
        }
        // Readers want the list even where there are no children.
        int children = Fields(stored.Fields);
        int name = builder.Text(field.Name);
        int metadata = Metadata(field.Metadata);
        (byte kind, int type) = Type(stored);
        builder.StartTable(Format.Field.Slots);
        builder.AddReference(Format.Field.Name, name);
        builder.AddReference(Format.Field.Type, type);
        builder.AddReference(Format.Field.Dictionary, dictionary);
        builder.AddReference(Format.Field.Children, children);
        builder.AddReference(Format.Field.Metadata, metadata);
        builder.AddBoolean(Format.Field.Nullable, field.IsNullable);
        builder.AddByte(Format.Field.TypeKind, kind);
        return builder.EndTable();
    }

    private int Dictionary(DictionaryType type)
    {
        (_, int index) = Type(type.IndexType);
        builder.StartTable(Format.DictionaryEncoding.Slots);
        builder.AddInt64(Format.DictionaryEncoding.Id, _nextDictionary++);
        builder.AddReference(Format.DictionaryEncoding.IndexType, index);
        builder.AddBoolean(Format.DictionaryEncoding.Ordered, type.Ordered);
        return builder.EndTable();
    }

    private int Metadata(IReadOnlyDictionary<string, string> metadata)
    {
        if (metadata.Count == 0)
            return 0;
        var entries = new List<int>();
        foreach ((string key, string value) in metadata)
        {
            int keyText = builder.Text(key);
            int valueText = builder.Text(value);
            builder.StartTable(Format.KeyValue.Slots);
            builder.AddReference(Format.KeyValue.Key, keyText);
            builder.AddReference(Format.KeyValue.Value, valueText);
            entries.Add(builder.EndTable());
        }
        return builder.References([.. entries]);
    }

    private (byte Kind, int Table) Type(ArrowType type) => type switch
    {
        NullType => (Format.Kind.Null, Empty()),
        BooleanType => (Format.Kind.Bool, Empty()),
        Int8Type => Integer(8, isSigned: true),
        Int16Type => Integer(16, isSigned: true),
        Int32Type => Integer(32, isSigned: true),
        Int64Type => Integer(64, isSigned: true),
        UInt8Type => Integer(8, isSigned: false),
        UInt16Type => Integer(16, isSigned: false),
        UInt32Type => Integer(32, isSigned: false),
        UInt64Type => Integer(64, isSigned: false),
        FloatType => (Format.Kind.FloatingPoint, Number(Format.FloatingPoint.Precision, Format.FloatingPoint.Single)),
        DoubleType => (Format.Kind.FloatingPoint, Number(Format.FloatingPoint.Precision, Format.FloatingPoint.Double)),
        Decimal128Type number => (Format.Kind.Decimal, Decimal(number)),
        Date32Type => (Format.Kind.Date, Number(Format.Date.Unit, Format.Date.Day)),
        TimestampType timestamp => (Format.Kind.Timestamp, Timestamp(timestamp)),
        StringType => (Format.Kind.Utf8, Empty()),
        LargeStringType => (Format.Kind.LargeUtf8, Empty()),
        StringViewType => (Format.Kind.Utf8View, Empty()),
        BinaryType => (Format.Kind.Binary, Empty()),
        LargeBinaryType => (Format.Kind.LargeBinary, Empty()),
        BinaryViewType => (Format.Kind.BinaryView, Empty()),
        StructType => (Format.Kind.Struct, Empty()),
        ListType => (Format.Kind.List, Empty()),
        LargeListType => (Format.Kind.LargeList, Empty()),
        _ => throw new NotSupportedException($"{type} has no encoding"),
    };

    private int Empty()
    {
        builder.StartTable(0);
        return builder.EndTable();
    }

    // The one slot is written even when it has the default value.
    private int Number(int slot, short value)
    {
        builder.StartTable(1);
        builder.AddInt16(slot, value);
        return builder.EndTable();
    }

    private (byte Kind, int Table) Integer(int bits, bool isSigned)
    {
        builder.StartTable(Format.Int.Slots);
        builder.AddInt32(Format.Int.BitWidth, bits);
        builder.AddBoolean(Format.Int.IsSigned, isSigned);
        return (Format.Kind.Int, builder.EndTable());
    }

    private int Decimal(Decimal128Type type)
    {
        builder.StartTable(Format.Decimal.Slots);
        builder.AddInt32(Format.Decimal.Precision, type.Precision);
        builder.AddInt32(Format.Decimal.Scale, type.Scale);
        builder.AddInt32(Format.Decimal.BitWidth, Format.Decimal.Bits);
        return builder.EndTable();
    }

    private int Timestamp(TimestampType type)
    {
        int zone = type.Timezone is null ? 0 : builder.Text(type.Timezone);
        builder.StartTable(Format.Timestamp.Slots);
        builder.AddReference(Format.Timestamp.Timezone, zone);
        builder.AddInt16(Format.Timestamp.Unit, (short)type.Unit);
        return builder.EndTable();
    }
}
