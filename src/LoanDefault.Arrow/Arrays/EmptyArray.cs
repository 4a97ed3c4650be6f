using LoanDefault.Arrow.Types;

namespace LoanDefault.Arrow;

/// <summary>Arrays without values: the dictionary of a stream that has not sent it yet.</summary>
internal static class EmptyArray
{
    /// <summary>An array of no values of a type that a dictionary may have.</summary>
    public static ArrowArray Of(ArrowType type) => type switch
    {
        StringType => new StringArray(default, default, 0),
        LargeStringType => new LargeStringArray(default, default, 0),
        StringViewType => new StringViewArray(default, [], 0),
        BinaryType => new BinaryArray(default, default, 0),
        LargeBinaryType => new LargeBinaryArray(default, default, 0),
        BinaryViewType => new BinaryViewArray(default, [], 0),
        BooleanType => new BooleanArray(default, 0),
        Int8Type => new Int8Array(default, 0),
        Int16Type => new Int16Array(default, 0),
        Int32Type => new Int32Array(default, 0),
        Int64Type => new Int64Array(default, 0),
        UInt8Type => new UInt8Array(default, 0),
        UInt16Type => new UInt16Array(default, 0),
        UInt32Type => new UInt32Array(default, 0),
        UInt64Type => new UInt64Array(default, 0),
        FloatType => new FloatArray(default, 0),
        DoubleType => new DoubleArray(default, 0),
        Date32Type => new Date32Array(default, 0),
        TimestampType timestamp => new TimestampArray(timestamp, default, 0),
        Decimal128Type number => new Decimal128Array(number, default, 0),
        NullType => new NullArray(0),
        _ => throw new ArgumentException($"{type} is not the type of a dictionary's values", nameof(type)),
    };
}
