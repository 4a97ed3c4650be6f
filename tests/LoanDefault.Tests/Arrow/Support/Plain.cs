using LoanDefault.Arrow;

namespace LoanDefault.Tests.Arrow.Support;

/// <summary>Arrays as plain lists, to compare them.</summary>
internal static class Plain
{
    public static List<object?> Of(ArrowArray array) => First(array, int.MaxValue);

    public static List<List<object?>> Of(RecordBatch batch) => Rows(batch, int.MaxValue);

    /// <summary>The first values of each column, and of each list in it: a hostile one may have 2^31 without a byte behind them.</summary>
    public static List<List<object?>> Rows(RecordBatch batch, int limit) => [.. batch.Arrays.Select(array => First(array, limit))];

    private static List<object?> First(ArrowArray array, int limit) => [.. Enumerable.Range(0, Math.Min(array.Length, limit)).Select(i => Value(array, i, limit))];

    private static object? Value(ArrowArray array, int i, int limit) => array switch
    {
        _ when array.IsNull(i) => null,
        BooleanArray values => values.GetValue(i),
        PrimitiveArray<sbyte> values => values.Values[i],
        PrimitiveArray<short> values => values.Values[i],
        PrimitiveArray<int> values => values.Values[i],
        PrimitiveArray<long> values => values.Values[i],
        PrimitiveArray<byte> values => values.Values[i],
        PrimitiveArray<ushort> values => values.Values[i],
        PrimitiveArray<uint> values => values.Values[i],
        PrimitiveArray<ulong> values => values.Values[i],
        PrimitiveArray<float> values => values.Values[i],
        PrimitiveArray<double> values => values.Values[i],
        PrimitiveArray<Int128> values => values.Values[i],
        IStringArray values => values.GetString(i),
        VariableSizeArray values => Convert.ToHexString(values.GetBytes(i)),
        StructArray values => values.Fields.Select(field => Value(field, i, limit)).ToList(),
        ListArray values => First(values.GetValues(i)!, limit),
        LargeListArray values => First(values.GetValues(i)!, limit),
        _ => throw new NotSupportedException(array.GetType().Name),
    };
}
