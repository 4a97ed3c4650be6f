using LoanDefault.Arrow;
using LoanDefault.Arrow.Types;

namespace LoanDefault.Tests.Arrow.Support;

/// <summary>Arrays as plain lists, to compare them.</summary>
internal static class Plain
{
    public static List<object?> Of(ArrowArray array) => [.. Enumerable.Range(0, array.Length).Select(i => Value(array, i))];

    public static Dictionary<string, List<object?>> Of(RecordBatch batch) =>
        batch.Schema.Fields.Zip(batch.Arrays).ToDictionary(pair => pair.First.Name, pair => Of(pair.Second));

    private static object? Value(ArrowArray array, int i) => array switch
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
        StructArray values => ((StructType)values.DataType).Fields.Zip(values.Fields).ToDictionary(pair => pair.First.Name, pair => Value(pair.Second, i)),
        ListArray values => Of(values.GetValues(i)!),
        LargeListArray values => Of(values.GetValues(i)!),
        _ => throw new NotSupportedException(array.GetType().Name),
    };
}
