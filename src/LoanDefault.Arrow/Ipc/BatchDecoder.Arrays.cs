using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using LoanDefault.Arrow.Types;

namespace LoanDefault.Arrow.Ipc;

/// <content>One method a family of arrays; node and validity have been read.</content>
internal ref partial struct BatchDecoder
{
    private ArrowArray Primitive(ArrowType type, int length, ArrowBuffer validity, int nulls) => type switch
    {
        Int8Type => new Int8Array(Values<sbyte>(length), length, validity, nulls),
        Int16Type => new Int16Array(Values<short>(length), length, validity, nulls),
        Int32Type => new Int32Array(Values<int>(length), length, validity, nulls),
        Int64Type => new Int64Array(Values<long>(length), length, validity, nulls),
        UInt8Type => new UInt8Array(Values<byte>(length), length, validity, nulls),
        UInt16Type => new UInt16Array(Values<ushort>(length), length, validity, nulls),
        UInt32Type => new UInt32Array(Values<uint>(length), length, validity, nulls),
        UInt64Type => new UInt64Array(Values<ulong>(length), length, validity, nulls),
        FloatType => new FloatArray(Values<float>(length), length, validity, nulls),
        DoubleType => new DoubleArray(Values<double>(length), length, validity, nulls),
        Date32Type => new Date32Array(Values<int>(length), length, validity, nulls),
        TimestampType timestamp => new TimestampArray(timestamp, Values<long>(length), length, validity, nulls),
        Decimal128Type number => new Decimal128Array(number, Values<Int128>(length), length, validity, nulls),
        _ => throw new NotSupportedException($"no array for {type}"),
    };

    private ArrowBuffer Values<T>(int length)
        where T : unmanaged => NextBuffer((long)length * Unsafe.SizeOf<T>());

    private BinaryArray Binary(ArrowType type, int length, ArrowBuffer validity, int nulls)
    {
        ArrowBuffer offsets = OffsetsOf<int>(length);
        ArrowBuffer data = NextBuffer(0);
        CheckOffsets<int>(offsets, length, data.Length);
        return type is StringType
            ? StringArray.Checked(offsets, data, length, validity, nulls)
            : BinaryArray.Checked(offsets, data, length, validity, nulls);
    }

    private LargeBinaryArray LargeBinary(ArrowType type, int length, ArrowBuffer validity, int nulls)
    {
        ArrowBuffer offsets = OffsetsOf<long>(length);
        ArrowBuffer data = NextBuffer(0);
        CheckOffsets<long>(offsets, length, data.Length);
        return type is LargeStringType
            ? LargeStringArray.Checked(offsets, data, length, validity, nulls)
            : LargeBinaryArray.Checked(offsets, data, length, validity, nulls);
    }

    private BinaryViewArray View(ArrowType type, int length, ArrowBuffer validity, int nulls)
    {
        ArrowBuffer views = NextBuffer((long)length * BinaryViewArray.ViewSize);
        if ((_variadicCount + 1) * sizeof(long) > _variadicCounts.Length)
            throw Error("the batch does not say how many buffers its views point into");
        long count = BinaryPrimitives.ReadInt64LittleEndian(_variadicCounts[(_variadicCount++ * sizeof(long))..]);
        if (count < 0 || count > _buffers.Length / Format.PairSize - _buffer)
            throw Error($"the batch says that its views point into {count} buffers, which it does not have");
        var data = new ArrowBuffer[count];
        for (int i = 0; i < data.Length; i++)
            data[i] = NextBuffer(0);
        BinaryViewArray array = type is StringViewType
            ? StringViewArray.Unchecked(views, data, length, validity, nulls)
            : BinaryViewArray.Unchecked(views, data, length, validity, nulls);
        return array.FindProblem() is { } problem ? throw Error(problem) : array;
    }

    private DictionaryArray Dictionary(DictionaryType type, int length, int nulls)
    {
        int position = _dictionary++;
        (ArrowBuffer validity, nulls) = Validity(length, nulls);
        ArrowArray indices = Primitive(type.IndexType, length, validity, nulls);
        var array = new DictionaryArray(type, indices, _dictionaries!(position));
        return array.FindProblem() is { } problem ? throw Error(problem) : array;
    }

    private StructArray Struct(StructType type, int length, ArrowBuffer validity, int nulls)
    {
        var fields = new ArrowArray[type.Fields.Count];
        for (int i = 0; i < fields.Length; i++)
        {
            fields[i] = Column(type.Fields[i]);
            if (fields[i].Length != length)
                throw Error($"its field {Quoted.Name(type.Fields[i].Name)} has {fields[i].Length} values for {length} structs");
        }
        return StructArray.Unchecked(type, length, fields, validity, nulls);
    }

    private ListArray List(ListType type, int length, ArrowBuffer validity, int nulls)
    {
        ArrowBuffer offsets = OffsetsOf<int>(length);
        ArrowArray values = Column(type.Item);
        CheckOffsets<int>(offsets, length, values.Length);
        return new ListArray(type, offsets, values, length, validity, nulls);
    }

    private LargeListArray LargeList(LargeListType type, int length, ArrowBuffer validity, int nulls)
    {
        ArrowBuffer offsets = OffsetsOf<long>(length);
        ArrowArray values = Column(type.Item);
        CheckOffsets<long>(offsets, length, values.Length);
        return new LargeListArray(type, offsets, values, length, validity, nulls);
    }

    // Without values, the offsets may be left out.
    private ArrowBuffer OffsetsOf<T>(int length)
        where T : unmanaged => NextBuffer(length == 0 ? 0 : ((long)length + 1) * Unsafe.SizeOf<T>());

    private readonly void CheckOffsets<T>(ArrowBuffer offsets, int length, long dataLength)
        where T : unmanaged, IBinaryInteger<T>
    {
        if (Offsets.Check(length == 0 ? default : offsets.Elements<T>(0, length + 1), dataLength) is { } problem)
            throw Error(problem);
    }
}
