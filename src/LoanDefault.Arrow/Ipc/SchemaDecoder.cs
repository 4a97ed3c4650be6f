using System.Text;
using LoanDefault.Arrow.FlatBuffers;
using LoanDefault.Arrow.Types;

namespace LoanDefault.Arrow.Ipc;

/// <summary>
/// Reads the Schema message. Its tables and texts may be shared or cyclic in hostile bytes, so that what they unfold to has
/// no limit: everything taken is paid from a budget that the message's own length gives.
/// </summary>
internal sealed class SchemaDecoder
{
    // A field takes at least this many bytes of a message.
    private const int FieldCost = 16;
    private readonly List<long> _dictionaryIds = [];
    private long _budget;

    private SchemaDecoder(int metadataLength) => _budget = metadataLength;

    /// <summary>Decodes a schema and the ids of its dictionaries, in the order in which the fields stand, depth first.</summary>
    public static (Schema Schema, long[] DictionaryIds) Decode(FlatTable schema, int metadataLength)
    {
        if (schema.Int16(Format.Schema.Endianness) != 0)
            throw new ArrowFormatException("the stream is big-endian, which this reader does not read: let the sender write little-endian");
        var decoder = new SchemaDecoder(metadataLength);
        Field[] fields = decoder.Fields(schema.Tables(Format.Schema.Fields), depth: 1);
        return (new Schema(fields, decoder.Metadata(schema.Tables(Format.Schema.Metadata))), [.. decoder._dictionaryIds]);
    }

    private Field[] Fields(FlatTables tables, int depth)
    {
        if (tables.Count > 0 && depth > Format.MaxDepth)
            throw new ArrowFormatException($"its schema is nested more than {Format.MaxDepth} levels deep");
        Pay((long)tables.Count * FieldCost);
        var fields = new Field[tables.Count];
        for (int i = 0; i < fields.Length; i++)
            fields[i] = Field(tables[i], depth);
        return fields;
    }

    private Field Field(FlatTable table, int depth)
    {
        string name = Text(table.Text(Format.Field.Name));
        ArrowType type;
        if (table.TryTable(Format.Field.Dictionary, out FlatTable encoding))
        {
            _dictionaryIds.Add(encoding.Int64(Format.DictionaryEncoding.Id));
            ArrowType index = encoding.TryTable(Format.DictionaryEncoding.IndexType, out FlatTable number) ? Integer(number, name) : Int32Type.Default;
            ArrowType value = Type(table, name, depth);
            type = value.Fields.Count == 0 && value.TypeId != ArrowTypeId.Struct
                ? new DictionaryType(index, value, encoding.Boolean(Format.DictionaryEncoding.Ordered))
                : throw Unsupported(name, "a dictionary of nested values");
        }
        else
        {
            type = Type(table, name, depth);
        }
        return new Field(name, type, table.Boolean(Format.Field.Nullable), Metadata(table.Tables(Format.Field.Metadata)));
    }

    private ArrowType Type(FlatTable field, string name, int depth)
    {
        byte kind = field.Byte(Format.Field.TypeKind);
        if (!field.TryTable(Format.Field.Type, out FlatTable type))
            throw new ArrowFormatException("the schema does not say its type", Quoted.Name(name));
        return kind switch
        {
            Format.Kind.Null => NullType.Default,
            Format.Kind.Int => Integer(type, name),
            Format.Kind.FloatingPoint => FloatingPoint(type, name),
            Format.Kind.Binary => BinaryType.Default,
            Format.Kind.Utf8 => StringType.Default,
            Format.Kind.Bool => BooleanType.Default,
            Format.Kind.Decimal => Decimal(type, name),
            Format.Kind.Date => type.Int16(Format.Date.Unit, Format.Date.Millisecond) == Format.Date.Day
                ? Date32Type.Default
                : throw Unsupported(name, "a date in milliseconds"),
            Format.Kind.Timestamp => Timestamp(type, name),
            Format.Kind.List => new ListType(Item(field, name, depth)),
            Format.Kind.Struct => new StructType(Fields(field.Tables(Format.Field.Children), depth + 1)),
            Format.Kind.LargeBinary => LargeBinaryType.Default,
            Format.Kind.LargeUtf8 => LargeStringType.Default,
            Format.Kind.LargeList => new LargeListType(Item(field, name, depth)),
            Format.Kind.BinaryView => BinaryViewType.Default,
            Format.Kind.Utf8View => StringViewType.Default,
            _ => throw Unsupported(name, $"the type {Format.Kind.NameOf(kind)}"),
        };
    }

    private Field Item(FlatTable field, string name, int depth) =>
        Fields(field.Tables(Format.Field.Children), depth + 1) is [var item] ? item : throw new ArrowFormatException("a list has one item field", Quoted.Name(name));

    private static ArrowType Integer(FlatTable type, string name) => (type.Int32(Format.Int.BitWidth), type.Boolean(Format.Int.IsSigned)) switch
    {
        (8, true) => Int8Type.Default,
        (16, true) => Int16Type.Default,
        (32, true) => Int32Type.Default,
        (64, true) => Int64Type.Default,
        (8, false) => UInt8Type.Default,
        (16, false) => UInt16Type.Default,
        (32, false) => UInt32Type.Default,
        (64, false) => UInt64Type.Default,
        (int bits, _) => throw Unsupported(name, $"an integer of {bits} bits"),
    };

    private static ArrowType FloatingPoint(FlatTable type, string name) => type.Int16(Format.FloatingPoint.Precision) switch
    {
        Format.FloatingPoint.Single => FloatType.Default,
        Format.FloatingPoint.Double => DoubleType.Default,
        _ => throw Unsupported(name, "a floating-point number of 16 bits"),
    };

    private static Decimal128Type Decimal(FlatTable type, string name)
    {
        int precision = type.Int32(Format.Decimal.Precision);
        if (type.Int32(Format.Decimal.BitWidth, Format.Decimal.Bits) != Format.Decimal.Bits || precision is < 1 or > Decimal128Type.MaxPrecision)
            throw Unsupported(name, $"a decimal of {type.Int32(Format.Decimal.BitWidth, Format.Decimal.Bits)} bits and {precision} digits");
        return new Decimal128Type(precision, type.Int32(Format.Decimal.Scale));
    }

    private TimestampType Timestamp(FlatTable type, string name)
    {
        short unit = type.Int16(Format.Timestamp.Unit);
        if (unit is < (short)TimeUnit.Second or > (short)TimeUnit.Nanosecond)
            throw Unsupported(name, $"a timestamp in unit {unit}");
        return new TimestampType((TimeUnit)unit, type.Has(Format.Timestamp.Timezone) ? Text(type.Text(Format.Timestamp.Timezone)) : null);
    }

    private Dictionary<string, string>? Metadata(FlatTables entries)
    {
        if (entries.Count == 0)
            return null;
        Pay((long)entries.Count * FieldCost);
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < entries.Count; i++)
            metadata[Text(entries[i].Text(Format.KeyValue.Key))] = Text(entries[i].Text(Format.KeyValue.Value));
        return metadata;
    }

    private string Text(ReadOnlySpan<byte> utf8)
    {
        Pay(utf8.Length);
        return Encoding.UTF8.GetString(utf8);
    }

    private void Pay(long cost)
    {
        _budget -= cost;
        if (_budget < 0)
            throw new ArrowFormatException("its schema unfolds to more than its own bytes: parts of it are reused many times, as no sound writer does");
    }

    private static ArrowFormatException Unsupported(string name, string what) =>
        new($"{what} is not read here: cast the column before it is sent", Quoted.Name(name));
}
