using System.Buffers.Binary;
using System.Text;
using LoanDefault.Arrow;
using LoanDefault.Arrow.Types;

namespace LoanDefault.Tests.Arrow.Support;

/// <summary>Arrays of every type with seeded values, a fifth of them missing.</summary>
internal sealed class RandomArrays(int seed)
{
    private static readonly string[] Texts = ["", "a", "twelve bytes", "thirteen byte", "\u00fc\u4e2d\U0001F600", "a text that is longer than twelve bytes"];
    private readonly Random _random = new(seed);

    /// <summary>Names of the kinds that <see cref="Make"/> knows.</summary>
    public static IEnumerable<string> Kinds { get; } =
    [
        "null", "boolean", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float", "double", "decimal128", "date32",
        "timestamp", "timestamp without zone", "string", "large string", "string view", "binary", "large binary", "binary view",
        "dictionary int8", "dictionary int32", "dictionary uint64", "struct", "list", "large list", "list of struct", "struct without fields",
    ];

    public ArrowArray Make(string kind, int length) => kind switch
    {
        "null" => new NullArray(length),
        "boolean" => Booleans(length),
        "int8" => Primitive(new Int8Array.Builder(), length, () => (sbyte)_random.Next()),
        "int16" => Primitive(new Int16Array.Builder(), length, () => (short)_random.Next()),
        "int32" => Primitive(new Int32Array.Builder(), length, () => (int)_random.NextInt64()),
        "int64" => Primitive(new Int64Array.Builder(), length, () => _random.NextInt64(long.MinValue, long.MaxValue)),
        "uint8" => Primitive(new UInt8Array.Builder(), length, () => (byte)_random.Next()),
        "uint16" => Primitive(new UInt16Array.Builder(), length, () => (ushort)_random.Next()),
        "uint32" => Primitive(new UInt32Array.Builder(), length, () => (uint)_random.NextInt64()),
        "uint64" => Primitive(new UInt64Array.Builder(), length, () => (ulong)_random.NextInt64(long.MinValue, long.MaxValue)),
        "float" => Primitive(new FloatArray.Builder(), length, () => _random.Next(5) == 0 ? float.NaN : _random.NextSingle()),
        "double" => Primitive(new DoubleArray.Builder(), length, () => _random.Next(5) == 0 ? double.NegativeInfinity : _random.NextDouble()),
        "decimal128" => Primitive(new Decimal128Array.Builder(new Decimal128Type(38, 2)), length, () => (Int128)_random.NextInt64(long.MinValue, long.MaxValue) * 1_000_000_007),
        "date32" => Primitive(new Date32Array.Builder(), length, () => _random.Next(-700_000, 2_900_000)),
        "timestamp" => Primitive(new TimestampArray.Builder(new TimestampType(TimeUnit.Microsecond, "Europe/Berlin")), length, () => _random.NextInt64(-62135596800000000, 253402300799999999)),
        "timestamp without zone" => Primitive(new TimestampArray.Builder(new TimestampType(TimeUnit.Nanosecond, null)), length, () => _random.NextInt64()),
        "string" => Strings(length),
        "large string" => Large(Strings(length)),
        "string view" => Views(Strings(length), isText: true),
        "binary" => Binaries(length),
        "large binary" => Large(Binaries(length)),
        "binary view" => Views(Binaries(length), isText: false),
        "dictionary int8" => new DictionaryArray(Primitive(new Int8Array.Builder(), length, () => (sbyte)_random.Next(5)), Strings(5)),
        "dictionary int32" => new DictionaryArray(Primitive(new Int32Array.Builder(), length, () => _random.Next(5)), Strings(5)),
        "dictionary uint64" => new DictionaryArray(Primitive(new UInt64Array.Builder(), length, () => (ulong)_random.Next(5)), Large(Strings(5))),
        "struct" => Struct(length, "int32", "string", "boolean", "dictionary int32"),
        "list" => List(Make("string", length * 2), length),
        "large list" => LargeList(Make("int16", length * 2), length),
        "list of struct" => List(Struct(length * 2, "double", "string"), length),
        "struct without fields" => new StructArray(new StructType([]), length, []),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>A batch with a column of every kind.</summary>
    public RecordBatch Batch(int length, IEnumerable<string>? kinds = null)
    {
        string[] names = [.. kinds ?? Kinds];
        ArrowArray[] arrays = [.. names.Select(kind => Make(kind, length))];
        var fields = names.Zip(arrays, (name, array) => new Field(name, array.DataType, nullable: true, new Dictionary<string, string> { ["kind"] = name }));
        return new RecordBatch(new Schema(fields, new Dictionary<string, string> { ["made by"] = "a test" }), arrays, length);
    }

    private bool IsMissing => _random.Next(5) == 0;

    private TArray Primitive<T, TArray, TBuilder>(PrimitiveArrayBuilder<T, TArray, TBuilder> builder, int length, Func<T> next)
        where T : unmanaged
        where TArray : PrimitiveArray<T>
        where TBuilder : PrimitiveArrayBuilder<T, TArray, TBuilder>
    {
        for (int i = 0; i < length; i++)
            _ = IsMissing ? builder.AppendNull() : builder.Append(next());
        return builder.Build();
    }

    private BooleanArray Booleans(int length)
    {
        var builder = new BooleanArray.Builder();
        for (int i = 0; i < length; i++)
            _ = IsMissing ? builder.AppendNull() : builder.Append(_random.Next(2) == 0);
        return builder.Build();
    }

    private StringArray Strings(int length)
    {
        var builder = new StringArray.Builder();
        for (int i = 0; i < length; i++)
            builder.Append(IsMissing ? null : Texts[_random.Next(Texts.Length)]);
        return builder.Build();
    }

    private BinaryArray Binaries(int length)
    {
        var builder = new BinaryArray.Builder();
        for (int i = 0; i < length; i++)
            _ = IsMissing ? builder.AppendNull() : builder.Append(Encoding.UTF8.GetBytes(Texts[_random.Next(Texts.Length)]));
        return builder.Build();
    }

    private static LargeBinaryArray Large(BinaryArray array)
    {
        long[] offsets = [.. array.ValueOffsets.ToArray().Select(offset => (long)offset)];
        return array is StringArray
            ? new LargeStringArray(ArrowBuffer.Of(offsets), ArrowBuffer.Of(array.Data.ToArray()), array.Length, array.ValidityBuffer, array.NullCount)
            : new LargeBinaryArray(ArrowBuffer.Of(offsets), ArrowBuffer.Of(array.Data.ToArray()), array.Length, array.ValidityBuffer, array.NullCount);
    }

    // Long values take turns between two buffers; a missing value's view is rubbish.
    private static BinaryViewArray Views(BinaryArray array, bool isText)
    {
        byte[] views = new byte[array.Length * 16];
        var data = new[] { new MemoryStream(), new MemoryStream() };
        for (int i = 0; i < array.Length; i++)
        {
            Span<byte> view = views.AsSpan(i * 16, 16);
            view.Fill(0xEE);
            if (array.IsNull(i))
                continue;
            ReadOnlySpan<byte> value = array.GetBytes(i);
            BinaryPrimitives.WriteInt32LittleEndian(view, value.Length);
            view[4..].Clear();
            if (value.Length <= 12)
            {
                value.CopyTo(view[4..]);
                continue;
            }
            value[..4].CopyTo(view[4..]);
            BinaryPrimitives.WriteInt32LittleEndian(view[8..], i % 2);
            BinaryPrimitives.WriteInt32LittleEndian(view[12..], (int)data[i % 2].Length);
            data[i % 2].Write(value);
        }
        ArrowBuffer[] buffers = [.. data.Select(stream => ArrowBuffer.Of(stream.ToArray()))];
        return isText
            ? new StringViewArray(ArrowBuffer.Of(views), buffers, array.Length, array.ValidityBuffer, array.NullCount)
            : new BinaryViewArray(ArrowBuffer.Of(views), buffers, array.Length, array.ValidityBuffer, array.NullCount);
    }

    private StructArray Struct(int length, params string[] kinds)
    {
        ArrowArray[] fields = [.. kinds.Select(kind => Make(kind, length))];
        BooleanArray validity = Booleans(length);
        var type = new StructType(kinds.Zip(fields, (kind, field) => new Field(kind, field.DataType, nullable: true)));
        return new StructArray(type, length, fields, validity.ValidityBuffer, validity.NullCount);
    }

    private ListArray List(ArrowArray items, int length)
    {
        int[] offsets = [.. Offsets(items.Length, length)];
        BooleanArray validity = Booleans(length);
        return new ListArray(new ListType(new Field("item", items.DataType, nullable: true)), ArrowBuffer.Of(offsets), items, length, validity.ValidityBuffer, validity.NullCount);
    }

    private LargeListArray LargeList(ArrowArray items, int length)
    {
        long[] offsets = [.. Offsets(items.Length, length).Select(offset => (long)offset)];
        return new LargeListArray(new LargeListType(new Field("item", items.DataType, nullable: true)), ArrowBuffer.Of(offsets), items, length, default, 0);
    }

    private IEnumerable<int> Offsets(int items, int lists) => Enumerable.Range(0, lists + 1).Select(_ => _random.Next(items + 1)).Order();
}
