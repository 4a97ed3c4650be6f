using LoanDefault.Arrow.Types;
using LoanDefault.Core.Errors;

namespace LoanDefault.Spark.Worker.Tasks;

/// <summary>What of Arrow every supported Spark can read as a function's result.</summary>
internal static class SparkTypes
{
    /// <exception cref="WrongUseException">Spark would fail on a column, somewhere in generated code.</exception>
    public static void Require(IReadOnlyList<Field> columns)
    {
        foreach (Field column in columns)
        {
            if (column.DataType is StructType fields)
                Require(fields.Fields);
            else if (!IsReadable(column.DataType))
                throw new WrongUseException($"Spark cannot take column '{column.Name}' of type {column.DataType}: return {Instead(column.DataType)}");
        }
    }

    private static bool IsReadable(ArrowType type) => type switch
    {
        TimestampType timestamp => timestamp.Unit == TimeUnit.Microsecond,
        _ => type.TypeId is ArrowTypeId.Null or ArrowTypeId.Boolean or ArrowTypeId.Int8 or ArrowTypeId.Int16 or ArrowTypeId.Int32 or ArrowTypeId.Int64
            or ArrowTypeId.Float or ArrowTypeId.Double or ArrowTypeId.Decimal128 or ArrowTypeId.Date32
            or ArrowTypeId.String or ArrowTypeId.LargeString or ArrowTypeId.Binary or ArrowTypeId.LargeBinary,
    };

    private static string Instead(ArrowType type) => type.TypeId switch
    {
        ArrowTypeId.Timestamp => "timestamps in microseconds",
        ArrowTypeId.Dictionary => "the values themselves instead of a dictionary",
        ArrowTypeId.UInt8 or ArrowTypeId.UInt16 or ArrowTypeId.UInt32 or ArrowTypeId.UInt64 => "a signed integer that is wide enough",
        ArrowTypeId.StringView => "a StringArray",
        ArrowTypeId.BinaryView => "a BinaryArray",
        _ => "plain columns or structs of them",
    };
}
