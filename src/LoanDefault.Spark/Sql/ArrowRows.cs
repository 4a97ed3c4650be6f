using LoanDefault.Arrow;
using LoanDefault.Spark.Sql.Types;

namespace LoanDefault.Spark.Sql;

/// <summary>Makes rows of .NET values from Arrow batches.</summary>
internal static class ArrowRows
{
    /// <summary>Refuses a schema of which no rows can be made, before a job runs for them.</summary>
    /// <exception cref="NotSupportedException">A column has such a type.</exception>
    public static void Check(StructType schema)
    {
        foreach (StructField field in schema.Fields)
        {
            if (!IsReadable(field.DataType))
                throw new NotSupportedException($"column '{field.Name}' of type {field.DataType} cannot be collected: select to_json(..) or string(..) of it");
        }
    }

    /// <summary>The batch's rows.</summary>
    public static IEnumerable<Row> Of(RecordBatch batch, StructType schema)
    {
        for (int row = 0; row < batch.Length; row++)
        {
            object?[] values = new object?[schema.Fields.Count];
            for (int column = 0; column < values.Length; column++)
                values[column] = Value(batch.Column(column), row, schema.Fields[column].DataType);
            yield return new Row(values, schema);
        }
    }

    private static object? Value(ArrowArray array, int index, DataType type) => array.IsNull(index) ? null : array switch
    {
        BooleanArray booleans => booleans.GetValue(index),
        Int8Array numbers => numbers.Values[index],
        Int16Array numbers => numbers.Values[index],
        Int32Array numbers => numbers.Values[index],
        Int64Array numbers => numbers.Values[index],
        FloatArray numbers => numbers.Values[index],
        DoubleArray numbers => numbers.Values[index],
        Decimal128Array numbers => Decimal(numbers, index),
        Date32Array dates => dates.GetDate(index),
        TimestampArray times => times.GetDateTime(index),
        IStringArray texts => texts.GetString(index),
        VariableSizeArray bytes => bytes.GetBytes(index).ToArray(),
        StructArray parts => Struct(parts, index, (StructType)type),
        ListArray lists => List(lists.GetValues(index)!, ((ArrayType)type).ElementType),
        LargeListArray lists => List(lists.GetValues(index)!, ((ArrayType)type).ElementType),
        _ => throw new NotSupportedException($"values of Arrow type {array.DataType.Name} cannot be collected: select string(..) of them"),
    };

    // .NET's decimal ends at 28 digits, Spark's at 38.
    private static decimal? Decimal(Decimal128Array numbers, int index)
    {
        try
        {
            return numbers.GetDecimal(index);
        }
        catch (OverflowException error)
        {
            throw new NotSupportedException($"a decimal of {numbers.DataType.Name} has more digits than .NET's decimal: select double(..) or string(..) of the column", error);
        }
    }

    private static Row Struct(StructArray parts, int index, StructType type) =>
        new([.. type.Fields.Select((field, part) => Value(parts.Fields[part], index, field.DataType))], type);

    private static object?[] List(ArrowArray values, DataType type)
    {
        object?[] list = new object?[values.Length];
        for (int element = 0; element < list.Length; element++)
            list[element] = Value(values, element, type);
        return list;
    }

    private static bool IsReadable(DataType type) => type switch
    {
        MapType or OtherType => false,
        ArrayType list => IsReadable(list.ElementType),
        StructType parts => parts.Fields.All(field => IsReadable(field.DataType)),
        _ => true,
    };
}
